import polars as pl


def transform(df, ctx):
    tidy = pl.col('name', 'city', 'state', 'country').str.strip_chars().str.replace_all(r'\s+', ' ')
    unknown = pl.col('city', 'state').replace('NA', None)
    return (
        df.with_columns(tidy)
        .with_columns(unknown)
        .with_columns(
            pl.col('latitude', 'longitude').round(6),
            pl.col('name').str.contains(r'\b(AFB|AAF|NAS|MCAS)\b').alias('military'),
            pl.coalesce('state', 'country').alias('region_name'),
        )
    )
