using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Samples of applications that passed due diligence, checked again by another officer.</summary>
public static class Rechecks
{
    public sealed record Sample
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string Round { get; init; }
        public required int Seed { get; init; }
        public required int Passed { get; init; }
        public required string DrawnBy { get; init; }
        public required DateTime DrawnAt { get; init; }
        public required int Drawn { get; init; }
        public required int Done { get; init; }
        public required int Faults { get; init; }

        /// <summary>In words: how many of those that were checked again had a fault. Null: none was checked yet.</summary>
        public string? ErrorRate =>
            Done == 0
                ? null
                : $"{Faults} of {Done} ({((int)Math.Round(100m * Faults / Done)).ToString(System.Globalization.CultureInfo.InvariantCulture)}%)";
    }

    public sealed record Item
    {
        public required Guid Id { get; init; }
        public required Guid RecheckId { get; init; }
        public required Guid FundId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required bool IsClean { get; init; }
        public bool? Agrees { get; init; }
        public string? Note { get; init; }
        public string? CheckedBy { get; init; }
        public DateTime? CheckedAt { get; init; }
    }

    public sealed record Round
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required int Passed { get; init; }
        public required int Samples { get; init; }
    }

    /// <summary>The rounds of a fund with applications that passed.</summary>
    public static Task<IReadOnlyList<Round>> RoundsAsync(Work work, Guid fund) =>
        work.QueryAsync<Round>(
            """
            select   r.Id, r.Name, (select count(*) from Application a where a.RoundId = r.Id and a.Status = 'Submitted' and a.DueDiligence in ('Pass', 'Condition')) as Passed,
                     (select count(*) from Recheck c where c.RoundId = r.Id) as Samples
            from     Round r
            where    r.FundId = @fund and exists (select 1 from Application a where a.RoundId = r.Id and a.Status = 'Submitted' and a.DueDiligence in ('Pass', 'Condition'))
            order by r.ClosesAt desc, r.Id
            """,
            new { fund }
        );

    public static Task<IReadOnlyList<Sample>> OfAsync(Work work, Guid fund) =>
        work.QueryAsync<Sample>(
            """
            select   c.Id, c.RoundId, r.Name as Round, c.Seed, c.Passed, p.DisplayName as DrawnBy, c.DrawnAt,
                     (select count(*) from RecheckItem i where i.RecheckId = c.Id) as Drawn,
                     (select count(*) from RecheckItem i where i.RecheckId = c.Id and i.Agrees is not null) as Done,
                     (select count(*) from RecheckItem i where i.RecheckId = c.Id and i.Agrees = 0) as Faults
            from     Recheck c
            join     Round r on r.Id = c.RoundId
            join     Person p on p.Id = c.DrawnBy
            where    r.FundId = @fund
            order by c.DrawnAt desc, c.Id
            """,
            new { fund }
        );

    public static Task<IReadOnlyList<Item>> ItemsAsync(Work work, Guid fund) =>
        work.QueryAsync<Item>(ItemSql + " where r.FundId = @fund order by a.Reference, i.Id", new { fund });

    public static Task<Item> ItemAsync(Work work, Guid item) => work.FindAsync<Item>(ItemSql + " where i.Id = @item", new { item });

    /// <summary>Everybody who had a part in the result of an application's checks.</summary>
    internal static async Task<IReadOnlyList<Guid>> CheckersAsync(Work work, Guid application) => (
            await work.QueryAsync<Guid?>(
                """
                select c.CheckedBy from DueDiligenceCheck c where c.ApplicationId = @application and c.CheckedBy is not null
                union
                select c.SecondBy from DueDiligenceCheck c where c.ApplicationId = @application and c.SecondBy is not null
                union
                select f.DecidedBy from Finding f where f.ApplicationId = @application and f.DecidedBy is not null
                union
                select f.SecondBy from Finding f where f.ApplicationId = @application and f.SecondBy is not null
                union
                select p.OwnerId from CheckPlan p where p.ApplicationId = @application and p.OwnerId is not null
                """,
                new { application }
            )
        ).OfType<Guid>().ToList();

    private const string ItemSql = """
        select    i.Id, i.RecheckId, r.FundId, i.ApplicationId, a.Reference, o.Name as Organisation, i.IsClean, i.Agrees, i.Note, p.DisplayName as CheckedBy, i.CheckedAt
        from      RecheckItem i
        join      Recheck c on c.Id = i.RecheckId
        join      Round r on r.Id = c.RoundId
        join      Application a on a.Id = i.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join Person p on p.Id = i.CheckedBy
        """;
}
