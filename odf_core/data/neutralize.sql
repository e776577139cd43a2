-- a copy for tests must neither read from nor write to what the original is connected with
UPDATE odf_connection
   SET active = false;
