def migrate(cr, version):
    cr.execute("UPDATE roundtrip_sample SET weight = 0 WHERE weight IS NULL")
