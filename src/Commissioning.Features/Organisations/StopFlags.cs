using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>What an officer records about an organisation for all its applications: a stop flag, another record that is or is not the same
/// organisation, a name on the sanctions list. Two records of one organisation stay separate, because their members must not see each
/// other's data; totals, flags and limits count them as one.</summary>
public sealed class StopFlags(Db db)
{
    public Task<Result> FlagAsync(Actor actor, Guid organisation, string? reason, DateOnly? until) =>
        db.ChangeAsync(
            actor,
            AuditAction.StopFlagPlaced,
            organisation,
            async work =>
            {
                if (CrossCheckRules.WhyCannotFlag(reason, until, ApplicationChecks.Today(work)) is { } refusal)
                    return refusal;
                if (await work.ScalarAsync<int>("select count(*) from Organisation where Id = @organisation", new { organisation }) == 0)
                    throw new NotFoundException("No such organisation");
                await work.ExecuteAsync(
                    "insert into StopFlag (Id, OrganisationId, Reason, Until, PlacedBy, PlacedAt) values (@Id, @organisation, @Reason, @until, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        organisation,
                        Reason = reason!.Trim(),
                        until,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{reason.Trim()}{(until is { } day ? $", until {LondonTime.Date(day)}" : "")}");
                return Result.Done;
            }
        );

    public async Task<Result> LiftAsync(Actor actor, Guid flag, string? liftReason)
    {
        var organisation = (
            await db.FindAsync<FlagRow>("select OrganisationId from StopFlag where Id = @flag", new { flag })
        ).OrganisationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.StopFlagLifted,
            organisation,
            async work =>
            {
                if (liftReason?.Trim() is not { Length: > 0 and <= CrossCheckRules.LongestReason })
                    return new Refusal(
                        $"Say why you are lifting the flag, in up to {CrossCheckRules.LongestReason:N0} characters",
                        nameof(liftReason)
                    );
                await work.ExecuteOneAsync(
                    "update StopFlag set LiftedBy = @By, LiftedAt = @Now, LiftReason = @Reason where Id = @flag and LiftedAt is null",
                    new
                    {
                        flag,
                        By = actor.Id,
                        work.Now,
                        Reason = liftReason.Trim(),
                    }
                );
                work.Note(liftReason.Trim());
                return Result.Done;
            }
        );
    }

    /// <summary>Records whether two records are the same organisation. A later answer replaces it, and the trail keeps both.</summary>
    public Task<Result> CompareAsync(Actor actor, Guid organisation, Guid other, bool? same, string? sameReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationsCompared,
            organisation,
            async work =>
            {
                if (same is not { } isSame)
                    return new Refusal("Say whether the two are one organisation", nameof(same));
                if (sameReason?.Trim() is not { Length: > 0 and <= CrossCheckRules.LongestReason })
                    return new Refusal($"Say why, in up to {CrossCheckRules.LongestReason:N0} characters", nameof(sameReason));
                if (organisation == other)
                    return new Refusal("That is the same record", nameof(same));
                var records = await work.QueryAsync<RecordRow>(
                    "select Id, Name, SameAs from Organisation where Id = @organisation or Id = @other order by CreatedAt, Id",
                    new { organisation, other }
                );
                if (records.Count != 2)
                    throw new NotFoundException("No such organisation");
                var (first, second) =
                    string.CompareOrdinal(organisation.ToString(), other.ToString()) < 0 ? (organisation, other) : (other, organisation);
                await work.ExecuteAsync(
                    "delete from OrganisationPair where FirstId = @first and SecondId = @second",
                    new { first, second }
                );
                await work.ExecuteAsync(
                    "insert into OrganisationPair (Id, FirstId, SecondId, IsSame, Reason, DecidedBy, DecidedAt) values (@Id, @first, @second, @isSame, @Reason, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        first,
                        second,
                        isSame,
                        Reason = sameReason.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await RegroupAsync(work, records[0].SameAs ?? records[0].Id, records[1].SameAs ?? records[1].Id);
                work.Note($"{records[0].Name} and {records[1].Name}: {(isSame ? "one body" : "two bodies")}. {sameReason.Trim()}");
                return Result.Done;
            }
        );

    /// <summary>Groups all records marked as the same, through any number of pairs, under the oldest of them.</summary>
    private static async Task RegroupAsync(Work work, Guid left, Guid right)
    {
        var members = await work.QueryAsync<RecordRow>(
            "select Id, Name, SameAs from Organisation where Id = @left or Id = @right or SameAs = @left or SameAs = @right order by CreatedAt, Name, Id",
            new { left, right }
        );
        var pairs = await work.QueryAsync<PairRow>("select FirstId, SecondId from OrganisationPair where IsSame = 1");
        var free = members.ToList();
        while (free.Count > 0)
        {
            var head = free[0];
            HashSet<Guid> group = [head.Id];
            while (pairs.FirstOrDefault(pair => group.Contains(pair.FirstId) != group.Contains(pair.SecondId)) is { } pair)
                group.UnionWith([pair.FirstId, pair.SecondId]);
            foreach (var member in members.Where(member => group.Contains(member.Id)))
                await work.ExecuteAsync(
                    "update Organisation set SameAs = @Head where Id = @Id",
                    new { member.Id, Head = member.Id == head.Id ? (Guid?)null : head.Id }
                );
            free.RemoveAll(member => group.Contains(member.Id));
        }
    }

    /// <summary>Records an officer's conclusion on a name similar to one on the sanctions list.</summary>
    public async Task<Result> ReviewAsync(
        Actor actor,
        Guid application,
        string? ourName,
        string? groupId,
        bool? sanction,
        string? sanctionReason
    )
    {
        var submitted = await db.ReadAsync(work => ApplicationChecks.ApplicationAsync(work, application));
        return await db.ChangeAsync(
            actor,
            AuditAction.SanctionReviewed,
            submitted.OrganisationId,
            async work =>
            {
                var (listDate, hits) = await CrossChecks.SanctionsAsync(
                    work,
                    submitted.OrganisationId,
                    (await MatchIndex.SourceAsync(work, submitted.OrganisationId)).Source
                );
                if (hits.FirstOrDefault(hit => hit.OurName == ourName && hit.GroupId == groupId) is not { } found)
                    return new Refusal("That name is no longer on the list");
                if (sanction is not { } isSame)
                    return new Refusal("Say whether the two are the same", nameof(sanction));
                if (sanctionReason?.Trim() is not { Length: > 0 and <= CrossCheckRules.LongestReason })
                    return new Refusal(
                        $"Say what you compared, such as a date of birth, in up to {CrossCheckRules.LongestReason:N0} characters",
                        nameof(sanctionReason)
                    );
                await work.ExecuteAsync(
                    "insert into SanctionReview (Id, OrganisationId, OurName, GroupId, ListedName, Born, IsSame, Reason, ListDate, DecidedBy, DecidedAt) values (@Id, @OrganisationId, @OurName, @GroupId, @ListedName, @Born, @isSame, @Reason, @listDate, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        submitted.OrganisationId,
                        found.OurName,
                        found.GroupId,
                        found.ListedName,
                        found.Born,
                        isSame,
                        Reason = sanctionReason.Trim(),
                        listDate,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{found.OurName} and {found.ListedName} ({found.GroupId}): {(isSame ? "the same" : "not the same")}. {sanctionReason.Trim()}"
                );
                return Result.Done;
            }
        );
    }

    private sealed record FlagRow
    {
        public required Guid OrganisationId { get; init; }
    }

    private sealed record RecordRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public Guid? SameAs { get; init; }
    }

    private sealed record PairRow
    {
        public required Guid FirstId { get; init; }
        public required Guid SecondId { get; init; }
    }
}
