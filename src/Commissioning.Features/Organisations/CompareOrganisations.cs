using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Records whether two records are the same organisation. A later answer replaces it, and the trail keeps both. Two records of one
/// organisation stay separate, because their members must not see each other's data; totals, flags and limits count them as one.</summary>
public sealed class CompareOrganisations(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid other, bool? same, string? sameReason) =>
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
                if (
                    !isSame
                    && await work.ScalarAsync<int>(
                        "select count(*) from OrganisationMerge where UndoneAt is null and ((StandsId = @organisation and MergedId = @other) or (StandsId = @other and MergedId = @organisation))",
                        new { organisation, other }
                    ) > 0
                )
                    return new Refusal("The two records are merged. Undo that on the organisation's record first.", nameof(same));
                // Parting them releases what one of them did, so it is the finding's verdict, with which a second person agrees.
                if (!isSame && await SharedDetailQueries.AreStrongAsync(work, organisation, other))
                    return new Refusal(
                        "They have the same number or account. Give your verdict on the finding, so that a second person can agree with it.",
                        nameof(same)
                    );
                await SaveAsync(work, actor, organisation, other, isSame, sameReason.Trim());
                return Result.Done;
            }
        );

    /// <summary>Part of a change: keeps what was decided about the pair and notes it.</summary>
    internal static async Task SaveAsync(Work work, Actor actor, Guid organisation, Guid other, bool isSame, string reason)
    {
        var records = await work.QueryAsync<RecordRow>(
            "select Id, Name, SameAs from Organisation where Id = @organisation or Id = @other order by CreatedAt, Id",
            new { organisation, other }
        );
        if (records.Count != 2)
            throw new NotFoundException("No such organisation");
        var (first, second) =
            string.CompareOrdinal(organisation.ToString(), other.ToString()) < 0 ? (organisation, other) : (other, organisation);
        await work.ExecuteAsync("delete from OrganisationPair where FirstId = @first and SecondId = @second", new { first, second });
        await work.ExecuteAsync(
            "insert into OrganisationPair (Id, FirstId, SecondId, IsSame, Reason, DecidedBy, DecidedAt) values (@Id, @first, @second, @isSame, @Reason, @By, @Now)",
            new
            {
                Id = Guid.CreateVersion7(),
                first,
                second,
                isSame,
                Reason = reason,
                By = actor.Id,
                work.Now,
            }
        );
        // Two people who say that they are two organisations overrule whoever merged them.
        if (!isSame)
            await work.ExecuteAsync(
                "update OrganisationMerge set UndoneBy = @By, UndoneAt = @Now, UndoneReason = @reason where UndoneAt is null and ((StandsId = @first and MergedId = @second) or (StandsId = @second and MergedId = @first))",
                new
                {
                    first,
                    second,
                    reason,
                    By = actor.Id,
                    work.Now,
                }
            );
        await RegroupAsync(work, records[0].SameAs ?? records[0].Id, records[1].SameAs ?? records[1].Id);
        work.Note($"{records[0].Name} and {records[1].Name}: {(isSame ? "one body" : "two bodies")}. {reason}");
        await SyncFindings.MarkStaleAsync(work, organisation);
        await SyncFindings.MarkStaleAsync(work, other);
    }

    /// <summary>Groups all records marked as the same, through any number of pairs, under the one that a person said stands, or else the
    /// oldest of them.</summary>
    internal static async Task RegroupAsync(Work work, Guid left, Guid right)
    {
        var members = await work.QueryAsync<RecordRow>(
            """
            select   o.Id, o.Name, o.SameAs
            from     Organisation o
            where    o.Id = @left or o.Id = @right or o.SameAs = @left or o.SameAs = @right
            order by case when exists (select 1 from OrganisationMerge g where g.MergedId = o.Id and g.UndoneAt is null) then 1 else 0 end,
                     case when exists (select 1 from OrganisationMerge g where g.StandsId = o.Id and g.UndoneAt is null) then 0 else 1 end,
                     o.CreatedAt, o.Name, o.Id
            """,
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
