using Commissioning.Domain;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Monitoring returns not sent, certificates of use not signed and instalments not requested yet, by the day on which they are
/// due, for twelve months.</summary>
public sealed class AwardCalendar(Db db)
{
    public const int Months = 12;

    /// <param name="Money">What is left to request of the day's instalments.</param>
    public sealed record Day(DateOnly On, int Returns, int Instalments, Money Money, int Certificates);

    /// <param name="Days">Only days on which something is due.</param>
    public sealed record Month(DateOnly First, IReadOnlyList<Day> Days)
    {
        public DateOnly Last => First.AddMonths(1).AddDays(-1);
        public int Returns => Days.Sum(day => day.Returns);
        public int Certificates => Days.Sum(day => day.Certificates);
        public int Instalments => Days.Sum(day => day.Instalments);
        public Money Money => Days.Sum(day => day.Money);
    }

    /// <param name="Overdue">Returns that should have been sent before today.</param>
    public sealed record Calendar(DateOnly Today, IReadOnlyList<Month> Months, int Overdue);

    /// <param name="from">Any day of the first month; null: this month.</param>
    public Task<Calendar> GetAsync(DateOnly? from) =>
        db.ReadAsync(async work =>
        {
            var today = LondonTime.DateOf(work.Now);
            var day = from ?? today;
            var first = new DateOnly(day.Year, day.Month, 1);
            var due = new { From = first, To = first.AddMonths(Months).AddDays(-1) };
            var returns = (await work.QueryAsync<ReturnsDue>(ReturnsSql, due)).ToDictionary(row => row.DueOn, row => row.Returns);
            var instalments = (await work.QueryAsync<InstalmentsDue>(InstalmentsSql, due)).ToDictionary(row => row.DueOn);
            var certificates = (await work.QueryAsync<ReturnsDue>(CertificatesSql, due)).ToDictionary(row => row.DueOn, row => row.Returns);
            var days = returns
                .Keys.Union(instalments.Keys)
                .Union(certificates.Keys)
                .Order()
                .Select(on =>
                {
                    var money = instalments.GetValueOrDefault(on);
                    return new Day(
                        on,
                        returns.GetValueOrDefault(on),
                        money?.Instalments ?? 0,
                        money?.Unrequested ?? Money.Zero,
                        certificates.GetValueOrDefault(on)
                    );
                })
                .ToLookup(one => (one.On.Year, one.On.Month));
            return new Calendar(
                today,
                Enumerable
                    .Range(0, Months)
                    .Select(first.AddMonths)
                    .Select(month => new Month(month, days[(month.Year, month.Month)].ToList()))
                    .ToList(),
                await work.ScalarAsync<int>(OverdueSql, new { today })
            );
        });

    private const string ReturnsSql = """
        select   coalesce(m.PutRightBy, m.DueOn) as DueOn, count(*) as Returns
        from     MonitoringReturn m
        join     Award w on w.Id = m.AwardId
        where    m.Status in ('Due', 'Prepared') and coalesce(m.PutRightBy, m.DueOn) between @From and @To and coalesce(w.EndedHow, '') <> 'Closed'
        group by coalesce(m.PutRightBy, m.DueOn)
        """;

    // Certificates of how a grant was used, counted as returns are.
    private const string CertificatesSql = $"""
        select   uc.DueOn, count(*) as Returns
        from     UseCertificate uc
        where    uc.DueOn between @From and @To and {UseCertificates.CanBeSignedSql}
        group by uc.DueOn
        """;
    private const string OverdueSql = """
        select count(*)
        from   MonitoringReturn m
        join   Award w on w.Id = m.AwardId
        where  m.Status in ('Due', 'Prepared') and coalesce(m.PutRightBy, m.DueOn) < @today and coalesce(w.EndedHow, '') <> 'Closed'
        """;

    // What is requested of each instalment is worked out first, because SQL Server sums no subquery.
    private const string InstalmentsSql = """
        with Part as (
            select i.DueOn, i.Amount - (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid')) as Unrequested
            from   Instalment i
            join   Award w on w.Id = i.AwardId
            where  i.DueOn between @From and @To and w.AcceptedAt is not null and w.EndedAt is null
        )
        select   p.DueOn, count(*) as Instalments, sum(p.Unrequested) as Unrequested
        from     Part p
        where    p.Unrequested > 0
        group by p.DueOn
        """;

    private sealed record ReturnsDue
    {
        public required DateOnly DueOn { get; init; }
        public required int Returns { get; init; }
    }

    private sealed record InstalmentsDue
    {
        public required DateOnly DueOn { get; init; }
        public required int Instalments { get; init; }
        public required Money Unrequested { get; init; }
    }
}
