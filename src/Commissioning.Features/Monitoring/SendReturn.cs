using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Sends a complete return: to the office, or to a colleague who certifies it where the round requires that. A figure that can
/// hardly be is asked about first.</summary>
public sealed class SendReturn(Db db, Office office)
{
    /// <param name="confirmed">Sentences of <see cref="ReturnQuestions"/> that the person says are right.</param>
    public Task<Result> RunAsync(Actor actor, Guid id, IReadOnlyCollection<string> confirmed) =>
        db.ChangeAsync(actor, AuditAction.ReturnPrepared, id, work => SendAsync(work, office, actor, id, confirmed));

    private static async Task<Result> SendAsync(Work work, Office office, Actor actor, Guid id, IReadOnlyCollection<string> confirmed)
    {
        var view = await ReturnReader.GetMineAsync(work, actor, id);
        if ((MonitoringRules.WhyCannotChange(view.Return.Status) ?? view.WhyNotOpen) is { } refusal)
            return refusal;
        if (await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.ReturnPrepared) is { } often)
            return often;
        var today = LondonTime.DateOf(work.Now);
        if (MonitoringRules.WhyTooEarly(view.Return.Kind, view.Return.PeriodTo, view.Return.AwardEndedAt, today) is { } early)
            return early;
        if (view.Gaps(today) is { Count: > 0 } gaps)
            return Result.Of(gaps);
        var right = view
            .Questions.Select(question => question.Sentence)
            .Where(one => confirmed.Contains(one) || view.Confirmed.Contains(one))
            .ToList();
        if (right.Count < view.Questions.Count)
            return Result.Of(view.Questions.Where(question => !right.Contains(question.Sentence)).Select(WhyAsked).ToList());
        await work.ExecuteOneAsync(
            "update MonitoringReturn set Status = 'Prepared', PreparedBy = @By, PreparedAt = @Now, Confirmed = @Confirmed, Version = Version + 1 where Id = @id and Status = 'Due'",
            new
            {
                id,
                By = actor.Id,
                work.Now,
                Confirmed = right.Count == 0 ? null : string.Join('\n', right),
            }
        );
        if (right.Count > 0)
            work.Note($"Said to be right: {string.Join(" ", right)}");
        // What the group told the office is read by a second officer, so nobody certifies it.
        if (view.AsksColleague(actor.Id))
            await AskColleaguesAsync(work, office, actor, view);
        else
            await SubmitReturn.RunAsync(work, office, actor, id);
        return Result.Done;
    }

    private static Refusal WhyAsked(ReturnQuestion question) =>
        new($"{question.Sentence} Change it, or say that it is right.", "Confirmed");

    private static async Task AskColleaguesAsync(Work work, Office office, Actor actor, ReturnReader.MonitoringReturn view)
    {
        foreach (
            var to in await work.QueryAsync<Recipient>(
                "select p.DisplayName as Name, p.Email from OrganisationMember m join Person p on p.Id = m.PersonId join Application a on a.OrganisationId = m.OrganisationId where a.Id = @ApplicationId and p.Id <> @By order by p.Email",
                new { view.Return.ApplicationId, By = actor.Id }
            )
        )
            await ApplicationMessage.SendAsync(
                work,
                office,
                view.Return.ApplicationId,
                MessageKind.ReturnToCertify,
                to,
                new Dictionary<string, string> { ["by"] = actor.Name, ["return"] = view.Return.Reference },
                Links.Monitoring.Return(view.Return.Id),
                about: view.Return.Id
            );
        work.Note($"{view.Return.Reference}: prepared, waits for a second person");
    }
}
