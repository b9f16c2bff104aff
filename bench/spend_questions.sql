-- The questions in SQL, a name and a query each; `spend` has a row a line, its keys looked up.

-- name: totals
SELECT sum(ore), count(*), sum(CASE WHEN ore < 0 THEN ore END), count(DISTINCT supplier), sum(CASE WHEN agreement <> '' THEN ore END) FROM spend;

-- name: by authority
SELECT authority, sum(ore), count(*) FROM spend GROUP BY authority ORDER BY 2 DESC;

-- name: by category
SELECT category, sum(ore), count(*) FROM spend GROUP BY category ORDER BY 2 DESC;

-- name: by month
SELECT date_trunc('month', booked_on), sum(ore), count(*) FROM spend GROUP BY 1 ORDER BY 1;

-- name: suppliers
SELECT supplier, sum(ore), count(*), count(DISTINCT authority), min(booked_on), max(booked_on) FROM spend GROUP BY supplier ORDER BY 2 DESC LIMIT 50;

-- name: pareto
SELECT supplier, o, sum(o) OVER (ORDER BY o DESC) FROM (SELECT supplier, sum(ore) o FROM spend GROUP BY supplier) s WHERE o > 0;

-- name: concentration
SELECT category, sum(o * 1.0 * o) / (sum(o) * 1.0 * sum(o)), count(*), max(o) FROM (SELECT category, supplier, sum(ore) o FROM spend GROUP BY category, supplier) s WHERE o > 0 GROUP BY category;

-- name: process
SELECT sum(CASE WHEN agreement <> '' THEN ore END), sum(CASE WHEN agreement IS NULL OR agreement = '' THEN ore END) FROM spend;

-- name: payment
SELECT avg(paid_on - invoiced_on), avg(CASE WHEN paid_on - invoiced_on <= 30 THEN 1.0 ELSE 0 END), avg(due_on - invoiced_on), avg(CASE WHEN paid_on > due_on THEN 1.0 ELSE 0 END) FROM spend;

-- name: new and lost
SELECT count(*) FILTER (WHERE a AND NOT b), count(*) FILTER (WHERE b AND NOT a) FROM (SELECT supplier, bool_or(booked_on BETWEEN '2025-01-01' AND '2025-12-31') a, bool_or(booked_on BETWEEN '2024-01-01' AND '2024-12-31') b FROM spend GROUP BY supplier) s;

-- name: unusual months
SELECT m.supplier, m.month, m.o, u.med FROM (SELECT supplier, date_trunc('month', booked_on) AS month, sum(ore) o FROM spend GROUP BY 1, 2) m JOIN (SELECT supplier, MEDIAN(o) med, count(*) n FROM (SELECT supplier, date_trunc('month', booked_on) AS month, sum(ore) o FROM spend GROUP BY 1, 2) x WHERE o > 0 GROUP BY supplier) u ON u.supplier = m.supplier WHERE u.n >= 6 AND m.o >= 10000000 AND m.o >= 5 * u.med;

-- name: authority by category
SELECT authority, category, date_trunc('year', booked_on), sum(ore) FROM spend GROUP BY 1, 2, 3;
