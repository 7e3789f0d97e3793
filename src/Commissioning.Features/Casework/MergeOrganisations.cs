using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Makes two records of one organisation one: a person chooses which stands, and the other is shown and counted with it. Nothing
/// is moved, so that it can be undone until either is used again.</summary>
public sealed class MergeOrganisations(Db db)
{
    /// <param name="stands">Which of the two stands. Null: nothing was chosen.</param>
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid other, Guid? stands, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationsMerged,
            organisation,
            async work =>
            {
                var records = await work.QueryAsync<MergeRules.OfTwo>(RecordsSql, new { organisation, other });
                if (records.FirstOrDefault(row => row.Id == organisation) is not { } ours || records.All(row => row.Id != other))
                    throw new NotFoundException("No such organisation");
                var theirs = records.First(row => row.Id == other);
                var same = await work.ScalarAsync<int?>(
                    "select max(case when IsSame = 1 then 1 else 0 end) from OrganisationPair where (FirstId = @organisation and SecondId = @other) or (FirstId = @other and SecondId = @organisation)",
                    new { organisation, other }
                );
                var said = same is { } one ? one == 1 : (bool?)null;
                if (organisation != other && stands != organisation && stands != other)
                    return new Refusal("Choose which record stands", nameof(stands));
                var (kept, merged) = stands == other ? (theirs, ours) : (ours, theirs);
                if (MergeRules.WhyCannotMerge(kept, merged, said, nameof(stands)) is { } refusal)
                    return refusal;
                if (reason?.Trim() is not { Length: > 0 and <= MergeRules.LongestReason } why)
                    return new Refusal(
                        $"Say why they are one organisation, in up to {MergeRules.LongestReason:N0} characters",
                        nameof(reason)
                    );
                await work.ExecuteAsync(
                    "insert into OrganisationMerge (Id, StandsId, MergedId, SaidSame, Reason, MergedBy, MergedAt) values (@Id, @Stands, @Merged, @SaidSame, @why, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        Stands = kept.Id,
                        Merged = merged.Id,
                        SaidSame = said is null,
                        why,
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (said is null)
                    await CompareOrganisations.SaveAsync(work, actor, organisation, other, true, why);
                else
                {
                    var head = await work.ScalarAsync<Guid>(
                        "select coalesce(SameAs, Id) from Organisation where Id = @organisation",
                        new { organisation }
                    );
                    await CompareOrganisations.RegroupAsync(work, head, head);
                    await SyncFindings.MarkStaleAsync(work, organisation);
                    await SyncFindings.MarkStaleAsync(work, other);
                }
                work.Note($"{merged.Name} is shown and counted with {kept.Name}, which stands. {why}");
                return Result.Done;
            }
        );

    private const string RecordsSql = """
        select    o.Id, o.Name, k.Name as MergedInto, p.DisplayName as MergedBy, g.MergedAt
        from      Organisation o
        left join OrganisationMerge g on g.MergedId = o.Id and g.UndoneAt is null
        left join Organisation k on k.Id = g.StandsId
        left join Person p on p.Id = g.MergedBy
        where     o.Id = @organisation or o.Id = @other
        """;
}
