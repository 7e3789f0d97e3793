using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Asks for named answers of a sent application again; the rest stays closed.</summary>
public sealed class RequestChanges(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, IReadOnlyCollection<string> codes, DateOnly dueOn, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeRequested,
            application,
            async work =>
            {
                var submitted = await work.FindAsync<ChangeRequestQueries.RequestedApplication>(
                    ChangeRequestQueries.ApplicationSql,
                    new { application }
                );
                var round = await RoundReader.GetAsync(work, submitted.RoundId);
                if (ApplicationRules.WhyCannotAsk(round, submitted.Status, submitted.SubmittedSheets) is { } refusal)
                    return refusal;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say in up to 1,000 characters what is missing or unclear", nameof(reason));
                if (dueOn <= LondonTime.DateOf(work.Now))
                    return new Refusal("The day to answer by must be in the future", nameof(dueOn));
                var sent = (await SubmittedCopy.GetAsync(work, application)).Copy.Answers.Select(answer => answer.Code).ToHashSet();
                var questions = (await RoundReader.QuestionsAsync(work, submitted.RoundId))
                    .Where(question => codes.Contains(question.Code) && sent.Contains(question.Code))
                    .ToList();
                if (questions.Count == 0)
                    return new Refusal("Choose the answers to ask for again", nameof(codes));
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from ChangeRequest where ApplicationId = @application and AnsweredAt is null",
                        new { application }
                    ) > 0
                )
                    return new Refusal("A request is already waiting for this applicant");
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into ChangeRequest (Id, ApplicationId, Reason, DueOn, AskedBy, AskedAt) values (@id, @application, @why, @dueOn, @By, @Now)",
                    new
                    {
                        id,
                        application,
                        why,
                        dueOn,
                        By = actor.Id,
                        work.Now,
                    }
                );
                var answers = await ApplicationReader.AnswersAsync(work, application);
                await work.ExecuteAsync(
                    "insert into ChangeRequestAnswer (RequestId, QuestionId, Before) values (@id, @Question, @Before)",
                    questions.Select(question => new
                    {
                        id,
                        Question = question.Id,
                        Before = answers.GetValueOrDefault(question.Id) ?? "",
                    })
                );
                foreach (var person in await PeopleAsync(work, submitted))
                    await ApplicantMessage.SendAsync(
                        work,
                        submitted.RoundId,
                        MessageKind.ChangesAsked,
                        person,
                        application,
                        new Dictionary<string, string>
                        {
                            ["project"] = submitted.ProjectName ?? "",
                            ["reference"] = submitted.Reference ?? "",
                            ["round"] = round.FullName,
                            ["reason"] = why,
                            ["due"] = LondonTime.Date(dueOn),
                            ["questions"] = string.Join('\n', questions.Select(question => "- " + question.Wording)),
                            ["link"] = office.LinkTo(Links.Applications.Changes(application)),
                            ["funder"] = office.FunderName,
                        }
                    );
                work.Note($"{string.Join(", ", questions.Select(question => question.Code))}, by {LondonTime.Date(dueOn)}: {why}");
                return Result.Done;
            }
        );

    private static async Task<IReadOnlyList<string>> PeopleAsync(Work work, ChangeRequestQueries.RequestedApplication application)
    {
        var people = await work.QueryAsync<string>(
            "select p.Email from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @OrganisationId order by p.Email",
            application
        );
        return people.Count == 0 && application.ContactEmail is { } contact ? [contact] : people;
    }
}
