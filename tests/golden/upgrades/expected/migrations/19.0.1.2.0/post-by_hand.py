def migrate(cr, version):
    cr.execute("UPDATE library_writer SET name = name || '.'")
