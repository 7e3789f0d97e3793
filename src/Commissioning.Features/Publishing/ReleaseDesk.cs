using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>For staff: which month's file of grants is released, what is ready, what is missing, and what has changed since.</summary>
public sealed class ReleaseDesk(Db db, Office office, TimeProvider clock)
{
    private const ReleaseKind Kind = ReleaseKind.Grants;

    /// <param name="First">The first day of the month.</param>
    /// <param name="Ready">Grants that the public may read now.</param>
    /// <param name="Blocked">Accepted grants that stay out of the file for now.</param>
    /// <param name="Changed">Rows that differ from the released file.</param>
    /// <param name="WhyNoFile">The month is not over.</param>
    public sealed record Month(
        DateOnly First,
        DateOnly DueOn,
        bool IsLate,
        ReleaseVersion? Released,
        ReleaseVersion? Prepared,
        int Ready,
        Money ReadyAmount,
        int Blocked,
        Money BlockedAmount,
        int Changed,
        Refusal? WhyNoFile
    )
    {
        public string State =>
            WhyNoFile is not null ? "Not over"
            : Prepared is not null && Released is not null ? "Correction prepared"
            : Prepared is not null ? "Prepared"
            : Released is null
                ? IsLate ? "Late"
                    : "To release"
            : Changed > 0 ? "Changed since"
            : "Released";
    }

    /// <param name="Years">With months that have or need a file, newest first.</param>
    /// <param name="Months">Of the year, newest first.</param>
    public sealed record Desk(int Year, IReadOnlyList<int> Years, IReadOnlyList<Month> Months);

    /// <summary>A grant that is not in the file, or is there with something to look at.</summary>
    public sealed record GrantOfMonth
    {
        public required Guid Award { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required Money Amount { get; init; }
        public required string ProjectName { get; init; }
        public required string CrimeReason { get; init; }
        public string? Area { get; init; }
        public required bool HasNumber { get; init; }
        public required bool NameShown { get; init; }
        public required bool IsPublished { get; init; }
        public IReadOnlyList<(string What, bool Blocks)> Missing =>
            ReleaseRules.Missing(IsPublished, CrimeReason, ProjectName.Length, NameShown, HasNumber, Area);
        public bool Blocked => Missing.Any(one => one.Blocks);
    }

    /// <param name="Lines">The file as it would be now.</param>
    /// <param name="Differences">From the released file to now.</param>
    /// <param name="Versions">The newest first.</param>
    /// <param name="TwoPeopleFrom">Above it another person releases.</param>
    public sealed record MonthPage(
        Month Month,
        IReadOnlyList<ReleaseLine> Lines,
        IReadOnlyList<GrantOfMonth> Grants,
        IReadOnlyList<ReleaseDifference> Differences,
        IReadOnlyList<VersionChange> Versions,
        bool PreparedIsCurrent,
        Money TwoPeopleFrom
    );

    /// <param name="Differences">From the version before.</param>
    public sealed record VersionChange(ReleaseVersion Version, IReadOnlyList<ReleaseDifference> Differences);

    /// <param name="year">Null, or one without months: the newest.</param>
    public Task<Desk> GetAsync(int? year) =>
        db.ReadAsync(async work =>
        {
            var today = clock.Today();
            var first = await FirstAsync(work) is { } accepted ? ReleaseRules.MonthOf(accepted) : ReleaseRules.FirstDay(today);
            var years = Enumerable.Range(first.Year, Math.Max(1, today.Year - first.Year + 1)).Reverse().ToList();
            var shown = year is { } one && years.Contains(one) ? one : years[0];
            var months = new List<Month>();
            for (var month = new DateOnly(shown, 12, 1); month >= first && month.Year == shown; month = month.AddMonths(-1))
                if (month <= today)
                    months.Add((await OfAsync(work, month, today)).Month);
            return new Desk(shown, years, months);
        });

    /// <param name="month">The first day of the month.</param>
    public Task<MonthPage> GetMonthAsync(DateOnly month) =>
        db.ReadAsync(async work =>
        {
            var today = clock.Today();
            if (month > today || await FirstAsync(work) is not { } accepted || month < ReleaseRules.MonthOf(accepted))
                throw new NotFoundException("No grants were accepted up to this month");
            var (standing, lines, grants, differences) = await OfAsync(work, month, today);
            var versions = await Releases.VersionsAsync(work, Kind, month);
            var changes = new List<VersionChange>();
            IReadOnlyList<ReleaseLine>? before = null;
            foreach (var version in versions.Reverse())
            {
                var now = await Releases.LinesAsync(work, version.Id);
                changes.Add(new(version, before is null ? [] : ReleaseRules.Differences(before, now, GrantFile.Columns)));
                before = now;
            }
            changes.Reverse();
            return new MonthPage(
                standing,
                lines,
                grants.Where(grant => grant.Missing.Count > 0).ToList(),
                differences,
                changes,
                standing.Prepared?.Sha256 == Releases.Sha256(GrantFile.Write(lines)),
                Money.FromPounds(office.ReleaseTwoPeopleFrom)
            );
        });

    /// <summary>How the files add up to the awards.</summary>
    public Task<IReadOnlyList<ReleaseSums.Sum>> SumsAsync() =>
        db.ReadAsync(async work =>
        {
            var filed = (
                await work.QueryAsync<FiledRow>(
                    $"select l.AwardId, sum(l.Amount) as Amount from ReleaseLine l join Release x on x.Id = l.ReleaseId where x.Kind = 'Grants' and {Releases.IsPublicSql} group by l.AwardId"
                )
            ).ToDictionary(row => row.AwardId, row => row.Amount);
            return ReleaseSums.Of(
                (await work.QueryAsync<AwardRow>(AwardsSql)).Select(row => new ReleaseSums.Award(
                    row.Amount,
                    row.AcceptedAt,
                    row.IsOff,
                    row.LettersOut,
                    row.IsPublished,
                    filed.TryGetValue(row.Id, out var amount) ? amount : null
                )),
                clock.Today()
            );
        });

    /// <summary>A version exactly as it was served, also one that the public no longer reads.</summary>
    public async Task<(ReleaseKind Kind, DateOnly Month, int Version, byte[] Content)> VersionAsync(Guid release)
    {
        var row = await db.FindAsync<ContentRow>("select Kind, Month, Version, Content from Release where Id = @release", new { release });
        return (row.Kind, row.Month, row.Version, Releases.Bytes(row.Content));
    }

    private async Task<(
        Month Month,
        IReadOnlyList<ReleaseLine> Lines,
        IReadOnlyList<GrantOfMonth> Grants,
        IReadOnlyList<ReleaseDifference> Differences
    )> OfAsync(Work work, DateOnly month, DateOnly today)
    {
        var (from, to) = ReleaseRules.Span(month);
        var lines = await GrantFile.LinesAsync(work, month);
        var grants = await work.QueryAsync<GrantOfMonth>(GrantsSql, new { from, to });
        var versions = await Releases.VersionsAsync(work, Kind, month);
        var released = versions.FirstOrDefault(version => version.ReleasedAt is not null);
        IReadOnlyList<ReleaseDifference> differences = released is null
            ? []
            : ReleaseRules.Differences(await Releases.LinesAsync(work, released.Id), lines, GrantFile.Columns);
        var (blocked, dueOn) = (grants.Where(grant => grant.Blocked).ToList(), ReleaseRules.DueOn(month, office.ReleaseDays));
        return (
            new(
                month,
                dueOn,
                released is null && dueOn < today,
                released,
                versions.FirstOrDefault(version => version.ReleasedAt is null),
                lines.Count,
                lines.Sum(line => line.Amount),
                blocked.Count,
                blocked.Sum(grant => grant.Amount),
                differences.Count,
                ReleaseRules.WhyNoFile(month, today)
            ),
            lines,
            grants,
            differences
        );
    }

    private static Task<DateTime?> FirstAsync(Work work) =>
        work.ScalarAsync<DateTime?>("select min(w.AcceptedAt) from Award w where w.AcceptedAt is not null");

    private const string GrantsSql = $"""
        select    w.Id as Award, a.Reference, o.Name as Organisation, w.Amount - w.GivenBack as Amount, coalesce(a.ProjectName, '') as ProjectName, coalesce(p.CrimeReason, w.CrimeReductionReason) as CrimeReason, o.Area,
                  case when o.CharityNumber is null and o.CompanyNumber is null and w.HolderNumber is null then 0 else 1 end as HasNumber, coalesce(p.NameShown, 1) as NameShown,
                  case when p.DecidedAt is not null and r.LettersReleasedAt is not null then 1 else 0 end as IsPublished
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = w.RoundId
        left join Publication p on p.AwardId = w.Id
        where     w.AcceptedAt >= @from and w.AcceptedAt < @to and {PublicGrants.IsAcceptedSql}
        order by  a.Reference
        """;
    private const string AwardsSql = $"""
        select    w.Id, w.Amount - w.GivenBack as Amount, w.AcceptedAt, case when w.EndedHow in ('Declined', 'OfferWithdrawn') then 1 else 0 end as IsOff,
                  case when r.LettersReleasedAt is not null then 1 else 0 end as LettersOut, case when p.DecidedAt is not null then 1 else 0 end as IsPublished
        from      Award w
        join      Round r on r.Id = w.RoundId
        left join Publication p on p.AwardId = w.Id
        """;

    private sealed record FiledRow
    {
        public required Guid AwardId { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record AwardRow
    {
        public required Guid Id { get; init; }
        public required Money Amount { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public required bool IsOff { get; init; }
        public required bool LettersOut { get; init; }
        public required bool IsPublished { get; init; }
    }

    private sealed record ContentRow
    {
        public required ReleaseKind Kind { get; init; }
        public required DateOnly Month { get; init; }
        public required int Version { get; init; }
        public required string Content { get; init; }
    }
}
