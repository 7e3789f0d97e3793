using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Parts two records that were merged, as long as neither has been used since. What was said of them before the merge holds
/// again.</summary>
public sealed class UndoMerge(Db db)
{
    /// <returns>Whether the two are one organisation still, because a verdict said so before the merge.</returns>
    public Task<Result<bool>> RunAsync(Actor actor, Guid merge, string? undoReason) =>
        db.ChangeAsync<bool>(
            actor,
            AuditAction.OrganisationMergeUndone,
            merge,
            async work =>
            {
                var row = await work.FindAsync<MergeRow>(MergeSql, new { merge });
                if (row.UndoneAt is { } at)
                    return new Refusal($"{row.UndoneBy} undid this at {LondonTime.DateAndTime(at)}", nameof(undoReason));
                if (undoReason?.Trim() is not { Length: > 0 and <= MergeRules.LongestReason } why)
                    return new Refusal(
                        $"Say why the merge is undone, in up to {MergeRules.LongestReason:N0} characters",
                        nameof(undoReason)
                    );
                if (MergeRules.WhyCannotUndo(await UsedAsync(work, row.StandsId, row.MergedAt), nameof(undoReason)) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update OrganisationMerge set UndoneBy = @By, UndoneAt = @Now, UndoneReason = @why where Id = @merge and UndoneAt is null",
                    new
                    {
                        merge,
                        why,
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (row.SaidSame)
                    await work.ExecuteAsync(
                        "delete from OrganisationPair where (FirstId = @StandsId and SecondId = @MergedId) or (FirstId = @MergedId and SecondId = @StandsId)",
                        row
                    );
                var head = await work.ScalarAsync<Guid>("select coalesce(SameAs, Id) from Organisation where Id = @StandsId", row);
                await CompareOrganisations.RegroupAsync(work, head, head);
                var stillOne =
                    await work.ScalarAsync<int>(
                        $"select count(*) from Organisation o where o.Id = @MergedId and o.Id in {LinkedOrganisations.IdsSql("@StandsId")}",
                        row
                    ) > 0;
                if (row.SaidSame && stillOne)
                    return new Refusal("They would still be one through another record. Undo that first.", nameof(undoReason));
                await SyncFindings.MarkStaleAsync(work, row.StandsId);
                await SyncFindings.MarkStaleAsync(work, row.MergedId);
                work.Note(
                    stillOne
                        ? $"The merge of {row.Merged} with {row.Stands} is undone. An earlier verdict says that they are one organisation, and stands. {why}"
                        : $"{row.Merged} is not shown with {row.Stands} any more. {why}"
                );
                return Result.Made(stillOne);
            }
        );

    /// <summary>What was done with the records of one organisation after a time, the earliest first.</summary>
    internal static Task<IReadOnlyList<MergeRules.Used>> UsedAsync(Work work, Guid organisation, DateTime since) =>
        work.QueryAsync<MergeRules.Used>(UsedSql, new { OrganisationId = organisation, since });

    private const string MergeSql = """
        select    g.StandsId, g.MergedId, g.SaidSame, g.MergedAt, g.UndoneAt, p.DisplayName as UndoneBy, s.Name as Stands, m.Name as Merged
        from      OrganisationMerge g
        join      Organisation s on s.Id = g.StandsId
        join      Organisation m on m.Id = g.MergedId
        left join Person p on p.Id = g.UndoneBy
        where     g.Id = @merge
        """;

    // Each of these rests on what the records say together: a limit, a flag, an account that was known.
    private const string UsedSql =
        LinkedOrganisations.Sql
        + """
            select   o.Name, u.What, u.At
            from     (select a.OrganisationId, 'started an application' as What, a.StartedAt as At from Body y join Application a on a.OrganisationId = y.Id
                      union all select a.OrganisationId, 'sent an application', a.SubmittedAt from Body y join Application a on a.OrganisationId = y.Id
                      union all select a.OrganisationId, 'had an application decided', d.DecidedAt from Body y join Application a on a.OrganisationId = y.Id join DecisionLine l on l.ApplicationId = a.Id join Decision d on d.Id = l.DecisionId
                      union all select a.OrganisationId, 'was offered a grant', w.OfferedAt from Body y join Application a on a.OrganisationId = y.Id join Award w on w.ApplicationId = a.Id
                      union all select a.OrganisationId, 'accepted a grant', w.AcceptedAt from Body y join Application a on a.OrganisationId = y.Id join Award w on w.ApplicationId = a.Id
                      union all select a.OrganisationId, 'had a payment requested', p.RequestedAt from Body y join Application a on a.OrganisationId = y.Id join Award w on w.ApplicationId = a.Id join Payment p on p.AwardId = w.Id
                      union all select a.OrganisationId, 'had a payment decided', p.DecidedAt from Body y join Application a on a.OrganisationId = y.Id join Award w on w.ApplicationId = a.Id join Payment p on p.AwardId = w.Id
                      union all select p.PayeeId, 'had a payment requested', p.RequestedAt from Body y join Payment p on p.PayeeId = y.Id
                      union all select a.OrganisationId, 'sent a return', t.SubmittedAt from Body y join Application a on a.OrganisationId = y.Id join Award w on w.ApplicationId = a.Id join MonitoringReturn t on t.AwardId = w.Id
                      union all select a.OrganisationId, 'was assessed for a subsidy', s.AssessedAt from Body y join Application a on a.OrganisationId = y.Id join Subsidy s on s.ApplicationId = a.Id
                      union all select a.OrganisationId, 'was given notice of a subsidy', s.NoticeAt from Body y join Application a on a.OrganisationId = y.Id join Subsidy s on s.ApplicationId = a.Id
                      union all select b.OrganisationId, 'gave bank details', b.GivenAt from Body y join BankDetails b on b.OrganisationId = y.Id
                      union all select b.OrganisationId, 'had bank details decided', b.DecidedAt from Body y join BankDetails b on b.OrganisationId = y.Id
                      union all select m.OrganisationId, 'got a member', m.JoinedAt from Body y join OrganisationMember m on m.OrganisationId = y.Id
                      union all select l.OrganisationId, 'lost a member', l.LeftAt from Body y join OrganisationLeaver l on l.OrganisationId = y.Id
                      union all select f.OrganisationId, 'got a stop flag', f.PlacedAt from Body y join StopFlag f on f.OrganisationId = y.Id
                      union all select f.OrganisationId, 'had a stop flag lifted', f.LiftedAt from Body y join StopFlag f on f.OrganisationId = y.Id
                      union all select k.OrganisationId, 'got a host or parent body', k.SetAt from Body y join OrganisationLink k on k.OrganisationId = y.Id
                      union all select k.HostId, 'became a host or parent body', k.SetAt from Body y join OrganisationLink k on k.HostId = y.Id
                      union all select r.OrganisationId, 'saved what it says about itself', r.SavedAt from Body y join OrganisationProfile r on r.OrganisationId = y.Id
                      union all select e.OrganisationId, 'changed its name', e.UntilAt from Body y join OrganisationEarlierName e on e.OrganisationId = y.Id) u
            join     Organisation o on o.Id = u.OrganisationId
            where    u.At > @since
            order by u.At, u.What, o.Name
            """;

    private sealed record MergeRow
    {
        public required Guid StandsId { get; init; }
        public required Guid MergedId { get; init; }
        public required bool SaidSame { get; init; }
        public required DateTime MergedAt { get; init; }
        public DateTime? UndoneAt { get; init; }
        public string? UndoneBy { get; init; }
        public required string Stands { get; init; }
        public required string Merged { get; init; }
    }
}
