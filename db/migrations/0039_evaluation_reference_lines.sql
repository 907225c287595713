-- Beside the compared programme a report may have reference lines: a national figure or another aim, with its source.

alter table evaluation.comparison add column reference_lines jsonb not null default '[]'
  constraint comparison_reference_lines check (jsonb_typeof(reference_lines) = 'array' and jsonb_array_length(reference_lines) <= 50);
comment on column evaluation.comparison.reference_lines is 'Figures to read our own by: name, value and source of each [public]';
grant update (reference_lines) on evaluation.comparison to grobund_app;
