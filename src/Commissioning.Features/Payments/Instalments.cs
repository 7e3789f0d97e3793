using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The instalments of an award, by its round's policy (R70).</summary>
internal static class Instalments
{
    public static Refusal? WhyCannotChange(AwardPayments.AwardPaymentsPage view) =>
        view.Award.AcceptedAt is null ? new("The applicant has not accepted this grant yet, so it has no instalments")
        : view.Award.EndedAt is { } at
            ? new($"This grant ended, or its close-out started, on {LondonTime.Date(at)}, so you cannot change its instalments")
        : null;

    /// <summary>Creates them if there are none: on acceptance, or with the first payment.</summary>
    public static async Task MakeAsync(Work work, Guid award)
    {
        if (await work.ScalarAsync<int>("select count(*) from Instalment where AwardId = @award", new { award }) == 0)
            await AddAsync(work, award, await PlanAsync(work, award));
    }

    /// <summary>The instalments, or those that would be created. None before the grant is accepted.</summary>
    public static async Task<IReadOnlyList<Instalment>> OfAsync(Work work, Guid award) =>
        await work.QueryAsync<Instalment>(Sql, new { award }) is { Count: > 0 } made ? made : await PlanAsync(work, award);

    /// <summary>The rounds whose grants are paid before the money is spent. There are never many.</summary>
    private static async Task<IReadOnlyList<Guid>> RoundsInAdvanceAsync(Work work) =>
        (await work.QueryAsync<RoundRow>("select Id, Policy from Round where DecidedAt is not null"))
            .Where(round => round.Policy.Awards.Payment != PaymentProfile.Arrears)
            .Select(round => round.Id)
            .ToList();

    /// <summary>Accepted awards with an instalment that is due and not requested, by reference. One without instalments gets them with
    /// its first request.</summary>
    public static async Task<IReadOnlyList<Guid>> DueAsync(Work work)
    {
        var due = (await work.QueryAsync<DueRow>(DueSql, new { Today = LondonTime.DateOf(work.Now) })).ToList();
        foreach (var round in await RoundsInAdvanceAsync(work))
            due.AddRange(await work.QueryAsync<DueRow>(NotPlannedSql, new { round }));
        return due.OrderBy(award => award.Reference, StringComparer.Ordinal).ThenBy(award => award.Id).Select(award => award.Id).ToList();
    }

    private const string PayableSql = """
        select w.Id, a.Reference
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        where  w.AcceptedAt is not null and w.EndedAt is null
        """;
    private const string DueSql =
        PayableSql
        + " "
        + """
            and exists (select 1 from Instalment i
                         where i.AwardId = w.Id and i.InArrears = 0 and i.DueOn <= @Today
                               and i.Amount > (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid')))
            """;
    private const string NotPlannedSql =
        PayableSql
        + " and w.RoundId = @round and w.Amount > w.GivenBack and not exists (select 1 from Instalment i where i.AwardId = w.Id)";

    private sealed record DueRow
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
    }

    public static Task AddAsync(Work work, Guid award, IEnumerable<Instalment> instalments) =>
        work.ExecuteAsync(
            "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Condition, Version) values (@Id, @award, @Position, @Amount, @DueOn, @InArrears, @Condition, 1)",
            instalments.Select(one => new
            {
                Id = Guid.CreateVersion7(),
                award,
                one.Position,
                one.Amount,
                one.DueOn,
                one.InArrears,
                one.Condition,
            })
        );

    private static async Task<IReadOnlyList<Instalment>> PlanAsync(Work work, Guid award)
    {
        var row = await work.FindAsync<PlanRow>(PlanSql, new { award });
        return row.AcceptedAt is { } at
            ? InstalmentRules.Plan(row.Amount - row.GivenBack, row.Policy.Awards, LondonTime.DateOf(at), row.StartsOn, row.EndsOn)
            : [];
    }

    private const string Sql = """
        select    i.Id, i.Position, i.Amount, i.DueOn, i.InArrears, i.Condition, i.MetAt, m.DisplayName as MetBy, i.Version,
                  (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid')) as Claimed,
                  (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status = 'Paid') as Paid,
                  (select count(*) from Payment p where p.InstalmentId = i.Id) as Payments
        from      Instalment i
        left join Person m on m.Id = i.MetBy
        where     i.AwardId = @award
        order by  i.Position
        """;
    private const string PlanSql = """
        select w.Amount, w.GivenBack, w.AcceptedAt, coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn, r.Policy
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        join   Round r on r.Id = w.RoundId
        where  w.Id = @award
        """;

    private sealed record RoundRow
    {
        public required Guid Id { get; init; }
        public required RoundPolicy Policy { get; init; }
    }

    private sealed record PlanRow
    {
        public required Money Amount { get; init; }
        public required Money GivenBack { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required RoundPolicy Policy { get; init; }
    }
}
