using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Names who decides a round, its deferred applications, corrections and reviews. Without a name everybody with the right to
/// decide does.</summary>
public sealed class RoundApprovers(Db db)
{
    public sealed record Approver
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }

        /// <summary>Named for this round.</summary>
        public required bool IsNamed { get; init; }
    }

    /// <param name="WhyDoNotHold">Why the names do not count; null: they do, or none were given.</param>
    public sealed record ApproversPage(Round Round, IReadOnlyList<Approver> Approvers, string? WhyDoNotHold);

    public Task<ApproversPage> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var maker = await MakerAsync(work, details);
            return new ApproversPage(
                details,
                await AllAsync(work, round),
                ApproverRules.WhyDoNotHold(
                    maker?.MadeByName,
                    maker is not null
                        && await work.ScalarAsync<int>(
                            "select count(*) from RoundApprover where RoundId = @round and NamedBy = @MadeBy",
                            new { round, maker.MadeBy }
                        ) > 0
                )
            );
        });

    /// <param name="shown">The version of the round that the person saw.</param>
    public Task<Result> SetAsync(Actor actor, Guid round, int shown, IReadOnlyCollection<Guid> named) =>
        db.ChangeAsync(
            actor,
            AuditAction.RoundApproversNamed,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                var all = await AllAsync(work, round);
                if (named.Except(all.Select(one => one.Id)).Any())
                    return new Refusal("Choose people who may decide", nameof(named));
                // With those who have lost the right since.
                var before = await work.QueryAsync<NamedRow>(
                    "select p.Id, p.DisplayName from RoundApprover n join Person p on p.Id = n.PersonId where n.RoundId = @round order by p.DisplayName, p.Id",
                    new { round }
                );
                if (ApproverRules.WhyChanged(details.Version, shown, before.Select(one => one.DisplayName).ToList()) is { } changed)
                    return changed;
                if (
                    ApproverRules.WhyCannotName(
                        all.Where(one => one.IsNamed).Select(one => one.Id).ToList(),
                        named,
                        (await MakerAsync(work, details))?.MadeBy,
                        actor.Id,
                        all.Any(one => one.Id == actor.Id)
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    "update Round set Version = Version + 1 where Id = @round and Version = @shown",
                    new { round, shown }
                );
                await work.ExecuteAsync("delete from RoundApprover where RoundId = @round", new { round });
                await work.ExecuteAsync(
                    "insert into RoundApprover (RoundId, PersonId, NamedBy) values (@round, @person, @By)",
                    named
                        .Distinct()
                        .Select(person => new
                        {
                            round,
                            person,
                            By = actor.Id,
                        })
                );
                work.Note(
                    new Changes()
                        .Add(
                            "Decided by",
                            before.Select(one => one.DisplayName),
                            all.Where(one => named.Contains(one.Id)).Select(one => one.Name)
                        )
                        .ToString()
                );
                return Result.Done;
            }
        );

    /// <summary>Null when this person may decide the round, or one application of it.</summary>
    internal static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid round, Guid recommendedBy, Guid? application = null)
    {
        var named = await work.QueryAsync<NamedRow>(
            $"select p.Id, p.DisplayName {NamedSql("@round", "@recommendedBy", "@application")} order by p.DisplayName, p.Id",
            new
            {
                round,
                recommendedBy,
                application,
            }
        );
        return ApproverRules.WhyNotNamed([.. named.Select(one => one.DisplayName)], named.Any(one => one.Id == actor.Id));
    }

    /// <summary>The recommendation that waits for a decision, was decided, or was sent back to be made anew; null: none.</summary>
    private static async Task<RoundPapers.PaperRow?> MakerAsync(Work work, Round round) =>
        await RoundPapers.FindOrDefaultAsync(work, round.Id) is { } paper && (round.IsRecommended || paper.WithdrawnAt is not null)
            ? paper
            : null;

    /// <summary>The condition that @Me may decide, as <see cref="ApproverRules.WhyNotNamed"/> says.</summary>
    internal static string MaySql(string round, string recommendedBy, string application) =>
        $"(not exists (select 1 {NamedSql(round, recommendedBy, application)}) or exists (select 1 {NamedSql(round, recommendedBy, application)} and p.Id = @Me))";

    private static string NamedSql(string round, string recommendedBy, string application) =>
        $"""
            from RoundApprover n
            join Person p on p.Id = n.PersonId
            join PersonRole h on h.PersonId = n.PersonId and h.Role = 'Approver'
            where n.RoundId = {round} and n.PersonId <> {recommendedBy} and (n.NamedBy is null or n.NamedBy <> {recommendedBy})
            and not exists (select 1 from DecisionInterest i join Decision z on z.Id = i.DecisionId where i.ApplicationId = {application} and z.DecidedBy = n.PersonId)
            """;

    private static Task<IReadOnlyList<Approver>> AllAsync(Work work, Guid round) =>
        work.QueryAsync<Approver>(
            """
            select   p.Id, p.DisplayName as Name, p.Email, case when n.PersonId is not null then 1 else 0 end as IsNamed
            from     Person p
            join     PersonRole r on r.PersonId = p.Id and r.Role = 'Approver'
            left join RoundApprover n on n.PersonId = p.Id and n.RoundId = @round
            order by p.DisplayName, p.Id
            """,
            new { round }
        );

    private sealed record NamedRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
    }
}
