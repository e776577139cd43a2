import polars as pl


def transform(df, ctx):
    df = df.with_columns(
        region=pl.lit('region_')
        + pl.col('region_name').str.to_lowercase().str.replace_all(r'[^a-z0-9]+', '_'),
        airfield=pl.lit('airfield_') + pl.col('iata').str.to_lowercase(),
    )
    regions = df.select('region', 'region_name').unique().sort('region')
    codes = pl.col('region_name').str.to_uppercase().str.slice(0, 8)
    return {'main': df, 'regions': regions.with_columns(code=codes)}
