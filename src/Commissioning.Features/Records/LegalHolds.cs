using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Places and lifts legal holds, and lists what they keep from being erased.</summary>
public sealed class LegalHolds(Db db)
{
    public sealed record Hold
    {
        public required Guid Id { get; init; }
        public required HoldKind Kind { get; init; }
        public required Guid SubjectId { get; init; }
        public required string Shown { get; init; }
        public required string Reason { get; init; }
        public required string PlacedBy { get; init; }
        public required DateTime PlacedAt { get; init; }
    }

    public Task<IReadOnlyList<Hold>> StandingAsync() => db.QueryAsync<Hold>(StandingSql);

    /// <param name="name">The reference of an application or award, the name of an organisation, or the name of a round after its fund's:
    /// "Safety Fund, Round 1".</param>
    public async Task<Result> PlaceAsync(Actor actor, HoldKind? kind, string? name, string? reason)
    {
        if (kind is not { } on || !Enum.IsDefined(on))
            return new Refusal("Choose what the hold is on", nameof(kind));
        if (LegalHoldRules.WhyCannotPlace(reason) is { } refusal)
            return refusal;
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync(
            actor,
            AuditAction.LegalHoldPlaced,
            id,
            async work =>
            {
                var found = await FindAsync(work, on, name?.Trim() ?? "");
                if (found.Count != 1)
                    return new Refusal(
                        found.Count > 1
                            ? $"{found.Count} have that name. Place the hold on each of their applications by its reference."
                            : on switch
                            {
                                HoldKind.Organisation => "Enter the whole name of an organisation",
                                HoldKind.Round => "Enter the fund and the round, for example Safety Fund, Round 1",
                                _ => "Enter a reference such as SF2-2024-001",
                            },
                        nameof(name)
                    );
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from LegalHold where SubjectId = @Id and LiftedAt is null",
                        new { found[0].Id }
                    ) > 0
                )
                    return new Refusal($"{found[0].Name} is already under legal hold", nameof(name));
                await work.ExecuteAsync(
                    "insert into LegalHold (Id, Kind, SubjectId, Shown, Reason, PlacedBy, PlacedAt) values (@id, @Kind, @SubjectId, @Shown, @Reason, @By, @Now)",
                    new
                    {
                        id,
                        Kind = on,
                        SubjectId = found[0].Id,
                        Shown = found[0].Name,
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{on}: {found[0].Name}. {reason!.Trim()}");
                return Result.Done;
            }
        );
    }

    public async Task<Result> LiftAsync(Actor actor, Guid hold, string? reason) =>
        LegalHoldRules.WhyCannotLift(reason) is { } refusal
            ? refusal
            : await db.ChangeAsync(
                actor,
                AuditAction.LegalHoldLifted,
                hold,
                async work =>
                {
                    if (
                        await work.ExecuteAsync(
                            "update LegalHold set LiftedBy = @By, LiftedAt = @Now, LiftReason = @Reason where Id = @hold and LiftedAt is null",
                            new
                            {
                                hold,
                                By = actor.Id,
                                work.Now,
                                Reason = reason!.Trim(),
                            }
                        ) == 0
                    )
                        return new Refusal("Someone else has already lifted this hold");
                    work.Note(await work.ScalarAsync<string>("select Shown from LegalHold where Id = @hold", new { hold }) ?? "");
                    work.Note(reason!.Trim());
                    return Result.Done;
                }
            );

    internal static async Task<RecordsOnLegalHold> OnHoldAsync(Work work)
    {
        var rows = await work.QueryAsync<LegalHoldRow>(OnHoldSql);
        return new(
            rows.Where(row => row.OrganisationId is not null).Select(row => row.OrganisationId!.Value).ToHashSet(),
            rows.Where(row => row.RoundId is not null).Select(row => row.RoundId!.Value).ToHashSet(),
            rows.Where(row => row.ApplicationId is not null).Select(row => row.ApplicationId!.Value).ToHashSet()
        );
    }

    private static async Task<IReadOnlyList<LegalHoldSubject>> FindAsync(Work work, HoldKind kind, string name) =>
        kind switch
        {
            HoldKind.Organisation => await work.QueryAsync<LegalHoldSubject>(
                "select Id, Name from Organisation where lower(Name) = @name",
                new { name = name.ToLowerInvariant() }
            ),
            HoldKind.Application => await work.QueryAsync<LegalHoldSubject>(
                "select Id, Reference as Name from Application where Reference = @name",
                new { name }
            ),
            HoldKind.Award => await work.QueryAsync<LegalHoldSubject>(
                "select w.Id, a.Reference as Name from Award w join Application a on a.Id = w.ApplicationId where a.Reference = @name",
                new { name }
            ),
            _ => (
                await work.QueryAsync<RoundRow>(
                    "select r.Id, r.Name, coalesce(r.FundName, f.Name) as Fund from Round r join Fund f on f.Id = r.FundId"
                )
            )
                .Select(row => new LegalHoldSubject { Id = row.Id, Name = $"{row.Fund}, {row.Name}" })
                .Where(row => string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase))
                .ToList(),
        };

    private const string StandingSql = """
        select   h.Id, h.Kind, h.SubjectId, h.Shown, h.Reason, p.DisplayName as PlacedBy, h.PlacedAt
        from     LegalHold h
        join     Person p on p.Id = h.PlacedBy
        where    h.LiftedAt is null
        order by h.PlacedAt, h.Shown, h.Id
        """;

    // The subject itself, and every application it covers, with its organisation and round.
    private const string OnHoldSql = """
        select a.OrganisationId, a.RoundId, a.Id as ApplicationId
        from   LegalHold h
        join   Application a on (h.Kind = 'Organisation' and a.OrganisationId = h.SubjectId) or (h.Kind = 'Round' and a.RoundId = h.SubjectId) or (h.Kind = 'Application' and a.Id = h.SubjectId)
                                or (h.Kind = 'Award' and a.Id in (select w.ApplicationId from Award w where w.Id = h.SubjectId))
        where  h.LiftedAt is null
        union all
        select case when h.Kind = 'Organisation' then h.SubjectId end, case when h.Kind = 'Round' then h.SubjectId end, null
        from   LegalHold h
        where  h.LiftedAt is null and h.Kind in ('Organisation', 'Round')
        """;

    private sealed record LegalHoldRow
    {
        public Guid? OrganisationId { get; init; }
        public Guid? RoundId { get; init; }
        public Guid? ApplicationId { get; init; }
    }

    private sealed record LegalHoldSubject
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    private sealed record RoundRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Fund { get; init; }
    }
}
