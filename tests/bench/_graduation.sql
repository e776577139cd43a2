-- The same rows by hand: no batches, no count, no comparison, no way back.
BEGIN;
DELETE FROM kitchen_sink;
DELETE FROM kitchen_brand;
INSERT INTO kitchen_brand (id, name, create_uid, create_date, write_uid, write_date)
SELECT id, x_name, create_uid, create_date, write_uid, write_date FROM x_kitchen_brand;
INSERT INTO kitchen_sink
       (id, name, reference, brand_id, basins, note, plumber_id, due,
        create_uid, create_date, write_uid, write_date)
SELECT id, x_name, x_reference, x_brand_id, x_basins, x_note, x_plumber_id, x_due,
       create_uid, create_date, write_uid, write_date
  FROM x_kitchen_sink;
INSERT INTO kitchen_part
       (id, name, label, story, remark, active, stock, weight, thickness, currency_id, price,
        bought_on, used_at, drawing, extra, quality, about, made_for_model, made_for_id, secret,
        cost, company_id, keeper_id, parent_id, traits, "values", priority,
        create_uid, create_date, write_uid, write_date)
SELECT id, x_name, x_label, x_story, x_remark, x_active, x_stock, x_weight, x_thickness,
       x_currency_id, x_price, x_bought_on, x_used_at, x_drawing, x_extra, x_quality, x_about,
       replace(x_made_for_model, 'x_kitchen_', 'kitchen.'), x_made_for_id, x_secret, x_cost,
       x_company_id, x_keeper_id, x_parent_id, x_traits, x_values, x_priority,
       create_uid, create_date, write_uid, write_date
  FROM x_kitchen_part;
INSERT INTO kitchen_part_fits (part_id, sink_id)
SELECT part_id, sink_id FROM x_kitchen_part_fits;
INSERT INTO kitchen_part_res_partner_category_rel (kitchen_part_id, res_partner_category_id)
SELECT record_id, target_id FROM x_kitchen_part_x_tag_ids_rel;
UPDATE res_partner SET favourite_sink_id = x_favourite_sink_id, sink_count = x_sink_count;
UPDATE ir_attachment SET res_model = 'kitchen.part',
       res_field = CASE res_field WHEN 'x_picture' THEN 'picture' END
 WHERE res_model = 'x_kitchen_part';
UPDATE mail_message SET model = 'kitchen.part' WHERE model = 'x_kitchen_part';
UPDATE mail_followers SET res_model = 'kitchen.part' WHERE res_model = 'x_kitchen_part';
UPDATE ir_model_data SET model = 'kitchen.part' WHERE model = 'x_kitchen_part';
UPDATE mail_tracking_value
   SET field_id = (SELECT id FROM ir_model_fields WHERE model = 'kitchen.part' AND name = 'name')
 WHERE field_id = (SELECT id FROM ir_model_fields WHERE model = 'x_kitchen_part' AND name = 'x_name');
COMMIT;
