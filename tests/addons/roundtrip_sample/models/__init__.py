from . import partner, sample, sample_report, sample_tag
