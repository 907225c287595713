-- The evaluation tells what the places cost and how they were used month by month. It reads days and prices, as known at a moment,
-- and works the amounts out itself, exactly: a day costs the month's price divided by the days of that month.

create function agreements.place_months(agreement uuid, known_at timestamptz, cutoff date)
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
comment on function agreements.place_months is 'Days each place was bought, occupied and reserved in each month to the cut-off, with the price then, as known at a moment';
revoke execute on function agreements.place_months from public;
grant execute on function agreements.place_months to grobund_app;

-- How long each person was at each activity, beside how often; the minutes of sessions they came to.
create function activities.minutes_attended(agreement uuid, known_at timestamptz, cutoff date)
returns table (case_number text, activity text, offered int, attended int, minutes int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.case_number, s.activity, count(*)::int, count(*) filter (where p.outcome in ('present', 'late', 'partly'))::int,
         coalesce(sum(s.minutes) filter (where p.outcome in ('present', 'late', 'partly')), 0)::int
  from activities.session s join activities.participant p on p.session_id = s.id
  where s.agreement_id = agreement and s.took_place and s.registered_at <= known_at and s.held_on <= cutoff and agreements.party(agreement)
  group by p.case_number, s.activity
$$;
comment on function activities.minutes_attended is 'Attendance and minutes by case number and activity in sessions held by the cut-off, as known at a moment';
revoke execute on function activities.minutes_attended from public;
grant execute on function activities.minutes_attended to grobund_app;

drop function activities.attendance(uuid, timestamptz); -- it knew no cut-off; nothing reads it any more
