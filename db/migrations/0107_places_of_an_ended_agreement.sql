-- An agreement that was ended before its time went on being billed for its empty places until the day it was once to end. Ending it now ends what is bought:
-- a place that had not begun by then was never bought, and lies in its row as days of none. What was ended before is put right from today on.

alter table agreements.place drop constraint place_in_order;
alter table agreements.place add constraint place_in_order check (from_on <= until_on + 1);

create or replace function agreements.place_months(agreement uuid, known_at timestamptz, cutoff date)
returns table (place_number int, month date, period_number int, days_bought int, days_occupied int, days_reserved int, price_ore_place_month bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with known_stay as (
    select distinct on (e.occupancy_id) e.place_id, e.kind, e.stay
    from agreements.stay_event e where e.agreement_id = agreement and e.recorded_at <= known_at order by e.occupancy_id, e.id desc
  ), placed as (
    select distinct on (e.place_id) e.place_id, e.number, e.from_on, e.until_on
    from agreements.place_event e where e.agreement_id = agreement and e.recorded_at <= known_at order by e.place_id, e.id desc
  ), parts as (
    select p.place_id, p.number, m.month::date as month, x.number as period_number, x.price_ore_place_month as price,
           daterange(greatest(p.from_on, x.starts_on, m.month::date), least(p.until_on, x.ends_on, cutoff, (m.month + interval '1 month')::date - 1) + 1) as days
    from placed p
    join agreements.period x on x.agreement_id = agreement and x.recorded_at <= known_at and x.starts_on <= p.until_on and x.ends_on >= p.from_on
    cross join lateral generate_series(date_trunc('month', greatest(p.from_on, x.starts_on)::timestamp), least(p.until_on, x.ends_on, cutoff)::timestamp, interval '1 month') m(month)
    where p.from_on <= p.until_on
  ), used as (
    select q.place_id, q.month, q.period_number,
           sum(upper(q.days * k.stay) - lower(q.days * k.stay)) filter (where k.kind = 'occupied') as occupied,
           sum(upper(q.days * k.stay) - lower(q.days * k.stay)) filter (where k.kind = 'reserved') as reserved
    from parts q join known_stay k on k.place_id = q.place_id and k.stay && q.days
    group by q.place_id, q.month, q.period_number
  )
  select q.number, q.month, q.period_number, upper(q.days) - lower(q.days), coalesce(u.occupied, 0)::int, coalesce(u.reserved, 0)::int, q.price
  from parts q left join used u on u.place_id = q.place_id and u.month = q.month and u.period_number = q.period_number
  where agreements.party(agreement)
  order by q.number, q.month, q.period_number
$$;

-- What was billed stands; from today nothing more is.
update agreements.place p set until_on = least(p.until_on, greatest(current_date, p.from_on - 1)), changed_at = current_timestamp
from agreements.agreement a
where a.id = p.agreement_id and a.state = 'terminated' and p.until_on > current_date;
