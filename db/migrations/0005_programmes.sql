-- What a programme is, as data: phases, demanded activities, criteria, the loan product with its legal basis, reason lists.
-- The whole version is one document that the program has checked against its schema; the rows beside it are what SQL joins
-- against. Both are written together and never changed: a run keeps the version it started on, a change is a new version.

create schema programmes;
comment on schema programmes is 'Programme templates in numbered versions';
grant usage on schema programmes to grobund_app;

create table programmes.version (
  id               uuid primary key,
  programme_key    text not null constraint version_key_form check (programme_key ~ '^[a-z0-9-]{1,60}$'),
  number           int not null check (number >= 1),
  organisation_id  uuid not null references access.organisation,
  name_da          text not null,
  name_en          text not null,
  document         jsonb not null constraint version_document_object check (jsonb_typeof(document) = 'object'),
  made_at          timestamptz not null,
  account_id       uuid,
  constraint version_once unique (programme_key, number)
);
comment on table programmes.version is 'One version of a programme, never changed [public]';
comment on column programmes.version.id is 'Identity [public]';
comment on column programmes.version.programme_key is 'The programme, the same through all versions [public]';
comment on column programmes.version.number is 'Version, from 1 [public]';
comment on column programmes.version.organisation_id is 'Organisation that offers the programme [public]';
comment on column programmes.version.name_da is 'Danish name [public]';
comment on column programmes.version.name_en is 'English name [public]';
comment on column programmes.version.document is 'The whole version as checked against its schema [public]';
comment on column programmes.version.made_at is 'When it was made [internal]';
comment on column programmes.version.account_id is 'Account that made it; empty for an import [internal]';

create table programmes.phase (
  version_id  uuid not null references programmes.version,
  code        text not null check (code in ('qualifying', 'main')),
  ordinal     int not null check (ordinal >= 1),
  months      int not null check (months between 1 and 36),
  primary key (version_id, code),
  constraint phase_order_once unique (version_id, ordinal)
);
comment on table programmes.phase is 'Phases of a version in order [public]';
comment on column programmes.phase.version_id is 'The version [public]';
comment on column programmes.phase.code is 'qualifying or main [public]';
comment on column programmes.phase.ordinal is 'Place in the order, from 1 [public]';
comment on column programmes.phase.months is 'Length in calendar months [public]';

create table programmes.activity (
  version_id  uuid not null,
  phase       text not null,
  code        text not null check (code ~ '^[a-z_]{1,60}$'),
  kind        text not null check (kind in ('individual', 'class', 'group')),
  name_da     text not null,
  name_en     text not null,
  count       int not null check (count >= 0),
  minutes     int not null check (minutes > 0),
  mandatory   boolean not null,
  primary key (version_id, phase, code),
  foreign key (version_id, phase) references programmes.phase (version_id, code)
);
comment on table programmes.activity is 'Activities a phase demands or offers [public]';
comment on column programmes.activity.version_id is 'The version [public]';
comment on column programmes.activity.phase is 'The phase [public]';
comment on column programmes.activity.code is 'Activity code [public]';
comment on column programmes.activity.kind is 'individual, class (taught) or group (network) [public]';
comment on column programmes.activity.name_da is 'Danish name [public]';
comment on column programmes.activity.name_en is 'English name [public]';
comment on column programmes.activity.count is 'How many times [public]';
comment on column programmes.activity.minutes is 'Length of one time in minutes [public]';
comment on column programmes.activity.mandatory is 'True when it is owed, false when it is offered [public]';

create table programmes.loan_product (
  version_id        uuid primary key references programmes.version,
  min_ore           bigint not null check (min_ore > 0),
  max_ore           bigint not null,
  rate_bp_yearly    int not null check (rate_bp_yearly >= 0),
  terms_max         int not null check (terms_max >= 1),
  legal_basis       text not null constraint loan_product_has_legal_basis check (length(btrim(legal_basis)) > 0),
  legal_basis_valid daterange not null check (not isempty(legal_basis_valid)),
  constraint loan_product_bounds check (max_ore >= min_ore)
);
comment on table programmes.loan_product is 'Bounds of the loan a version offers [public]';
comment on column programmes.loan_product.version_id is 'The version [public]';
comment on column programmes.loan_product.min_ore is 'Smallest loan in øre [public]';
comment on column programmes.loan_product.max_ore is 'Largest loan in øre [public]';
comment on column programmes.loan_product.rate_bp_yearly is 'Interest in basis points a year [public]';
comment on column programmes.loan_product.terms_max is 'Most monthly instalments [public]';
comment on column programmes.loan_product.legal_basis is 'The rule that lets a municipality lend [public]';
comment on column programmes.loan_product.legal_basis_valid is 'Days on which a loan may be granted under it [public]';

create table programmes.reason (
  version_id  uuid not null references programmes.version,
  list        text not null check (list ~ '^[a-z_]{1,60}$'),
  code        text not null check (code ~ '^[a-z_]{1,60}$'),
  ordinal     int not null,
  name_da     text not null,
  name_en     text not null,
  needs_text  boolean not null,
  sensitive   boolean not null,
  primary key (version_id, list, code)
);
comment on table programmes.reason is 'Reason lists of a version [public]';
comment on column programmes.reason.version_id is 'The version [public]';
comment on column programmes.reason.list is 'The list, for example refusal or early_end [public]';
comment on column programmes.reason.code is 'Reason code [public]';
comment on column programmes.reason.ordinal is 'Place in the list [public]';
comment on column programmes.reason.name_da is 'Danish name [public]';
comment on column programmes.reason.name_en is 'English name [public]';
comment on column programmes.reason.needs_text is 'True when the reason must be put in words [public]';
comment on column programmes.reason.sensitive is 'True when only caseworker and programme manager may see it [public]';

-- The program can add but neither change nor delete; this holds the owner to the same.
create function programmes.unchanged() returns trigger language plpgsql as $$
begin
  raise exception using errcode = '23514', constraint = 'version_is_permanent', message = 'a programme version is never changed: make a new one';
end $$;
comment on function programmes.unchanged is 'Refuses every change of a programme version';
create trigger permanent before update or delete on programmes.version for each row execute function programmes.unchanged();
create trigger permanent before update or delete on programmes.phase for each row execute function programmes.unchanged();
create trigger permanent before update or delete on programmes.activity for each row execute function programmes.unchanged();
create trigger permanent before update or delete on programmes.loan_product for each row execute function programmes.unchanged();
create trigger permanent before update or delete on programmes.reason for each row execute function programmes.unchanged();

grant select, insert on programmes.version, programmes.phase, programmes.activity, programmes.loan_product, programmes.reason to grobund_app;
