using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>A legal hold is placed on an organisation, a round, an application or an award.</summary>
public sealed class PlaceLegalHold(Db db)
{
    /// <param name="name">The reference of an application or award, the name of an organisation, or the name of a round after its fund's:
    /// "Safety Fund, Round 1".</param>
    public async Task<Result> RunAsync(Actor actor, HoldKind? kind, string? name, string? reason)
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
