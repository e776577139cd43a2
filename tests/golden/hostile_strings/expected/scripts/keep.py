NOTE = """it's "said" '''thrice''' '''doc''' {{ braces }} {% raw %} ]]> <b>&amp; / %s %(count)d 100%% a
b	c ไทย 🛩 ‮​"""


def transform(df, ctx):
	return df   # the author's own layout
