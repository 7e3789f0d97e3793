using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Agrees the mean for every application with all its scores, no flag and no agreed score yet, so that the meeting's time goes to
/// the others; not where scores were agreed before a sheet left the count. Those present with a conflict of interest do not count for that
/// application.</summary>
public sealed class AgreeMeans(Db db)
{
    public Task<Result<int>> RunAsync(Actor actor, Guid round, Attendance present) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.MeansAgreed,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                var members = await work.QueryAsync<Member>(
                    "select PersonId, Assigned - Conflicted - Submitted as OpenSheets from PanelMember where RoundId = @round",
                    new { round }
                );
                if (
                    ModerationRules.WhyCannotModerate(
                        details,
                        details.Policy.Rolling ? 0 : members.Sum(member => member.OpenSheets),
                        work.Now
                    ) is
                    { } refusal
                )
                    return refusal;
                if (members.Any(member => member.PersonId == actor.Id))
                    return new Refusal("You are on the panel of this round, so agree the applications one by one");
                var panel = await Attendance.PanelAsync(work, round);
                if (present.Of(panel, details, []).Refusal is { } few)
                    return few;
                var away = await Attendance.OutAsync(work, round);
                var book = await RoundScores.LoadAsync(work, round);
                var scores = (await RoundScores.ScoresAsync(work, round, 1, int.MaxValue)).ToLookup(score => score.ApplicationId);
                var applications = await work.QueryAsync<Guid>(UnagreedSql, new { round, Today = LondonTime.DateOf(work.Now) });
                var plain = applications
                    .Where(application => book.NeedOf(application, details, RoundScores.Expected(details, panel)).Weight == 0)
                    .Select(application => (Id: application, Present: present.Without(away[application])))
                    .Select(one => (one.Id, one.Present, one.Present.Of(panel, details, []).Names))
                    .Where(one => one.Names is not null && book.TotalsOf(one.Id).Count >= details.Policy.LeastScores)
                    .ToList();
                foreach (var (application, there, names) in plain)
                {
                    var means = RoundScores.Means(scores[application]);
                    await work.ExecuteAsync(
                        AgreeScores.InsertSql,
                        book.Criteria.Select(criterion =>
                            AgreeScores.Row(
                                application,
                                criterion.Id,
                                means[criterion.Id],
                                ModerationRules.DraftReason(
                                    scores[application]
                                        .Where(score => score.CriterionId == criterion.Id)
                                        .Select(score => (score.Value, score.Reason)),
                                    means[criterion.Id]
                                ),
                                actor,
                                work.Now
                            )
                        )
                    );
                    await work.ExecuteAsync(
                        AgreeScores.InsertPassFailSql,
                        book.PassFailCriteria.Select(passFail =>
                            AgreeScores.PassFailRow(application, passFail.Id, true, null, actor, work.Now)
                        )
                    );
                    await work.ExecuteAsync(
                        "insert into Moderation (ApplicationId, Note, Present, Version) values (@application, 'The mean of the original scores, agreed without discussion', @names, 1)",
                        new { application, names }
                    );
                    await there.WriteAsync(work, application);
                }
                await work.ExecuteOneAsync(
                    "update RoundTally set Moderated = Moderated + @Count where RoundId = @round",
                    new { plain.Count, round }
                );
                work.Note($"{plain.Count} applications at their mean; present: {present.Of(panel, details, []).Names}");
                return Result.Made(plain.Count);
            }
        );

    private const string UnagreedSql = """
        select   a.Id
        from     Application a
        where    a.RoundId = @round and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)
                 and not exists (select 1 from Moderation m where m.ApplicationId = a.Id)
                 and not exists (select 1 from ReopenedModeration o where o.ApplicationId = a.Id)
                 and not exists (select 1 from ModerationFlag f where f.ApplicationId = a.Id and f.Kind is null and f.ResolvedAt is null)
                 and not exists (select 1 from ChangeRequest c where c.ApplicationId = a.Id and c.AnsweredAt is null and c.ClosedAt is null and c.DueOn >= @Today)
        order by a.Number
        """;

    private sealed record Member
    {
        public required Guid PersonId { get; init; }
        public required int OpenSheets { get; init; }
    }
}
