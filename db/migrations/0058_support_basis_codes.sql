-- Benefits come and go with the law, so an administrator can say from which day a benefit exists, is called something else or ends, with the act
-- it rests on, before it begins. A change closes the version before it; nothing is ever deleted, for what was recorded in its time must keep its name.

alter table people.support_basis_code add column made_at timestamptz, add column account_id uuid references access.account;
alter table people.support_basis_code
  add constraint support_basis_code_named check (length(btrim(name_da)) between 1 and 120 and length(btrim(name_en)) between 1 and 120),
  add constraint support_basis_code_has_a_source check (length(btrim(legal_source)) between 1 and 300);
comment on column people.support_basis_code.made_at is 'When this version was made; empty for the list an installation begins with [internal]';
comment on column people.support_basis_code.account_id is 'Account that made it; empty for the list an installation begins with [internal]';

-- Of what stands only the last day may change: a version is closed, not corrected.
create function people.code_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'valid') <> (to_jsonb(old) - 'valid') or lower(new.valid) <> lower(old.valid) then
    raise exception using errcode = '23514', constraint = 'support_basis_code_is_permanent',
      message = 'a support basis code is never changed or deleted: make a version from a day';
  end if;
  return new;
end $$;
comment on function people.code_stands is 'Refuses every change of a support basis code but its last day';
create trigger permanent before update or delete on people.support_basis_code for each row execute function people.code_stands();

grant insert, update (valid) on people.support_basis_code to grobund_app;
