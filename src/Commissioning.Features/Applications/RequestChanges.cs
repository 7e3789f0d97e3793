using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Asks for named answers and parts of a sent application again; the rest stays closed.</summary>
public sealed class RequestChanges(Db db, Office office)
{
    /// <param name="Codes">The questions whose answers are asked for.</param>
    /// <param name="Parts">The other parts of the form.</param>
    /// <param name="Kinds">The kinds of document, where documents are asked for.</param>
    public sealed record Command(
        Guid Application,
        IReadOnlyCollection<string> Codes,
        IReadOnlyCollection<RequestedPart> Parts,
        IReadOnlyCollection<Guid> Kinds,
        DateOnly DueOn,
        string? Reason
    );

    public Task<Result> RunAsync(Actor actor, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeRequested,
            command.Application,
            async work =>
            {
                var submitted = await ChangeRequestQueries.ApplicationAsync(work, command.Application);
                var round = await RoundReader.GetAsync(work, submitted.RoundId);
                if (submitted.WhyCannotAsk(round) is { } refusal)
                    return refusal;
                if (ChangeRequestRules.WhyNoReason(command.Reason, "Say what is missing or unclear", nameof(command.Reason)) is { } unsaid)
                    return unsaid;
                if (ChangeRequestRules.WhyDayIsWrong(round, command.DueOn, submitted.Assessors, work.Now) is { } day)
                    return day;
                var sent = (await SubmittedCopy.GetAsync(work, command.Application)).Copy;
                var questions = (await RoundReader.QuestionsAsync(work, submitted.RoundId))
                    .Where(question => command.Codes.Contains(question.Code) && sent.Answers.Any(answer => answer.Code == question.Code))
                    .ToList();
                if (questions.Select(ChangeRequestRules.WhyCannotAskAgain).FirstOrDefault(wrong => wrong is not null) is { } file)
                    return file with { Field = nameof(command.Codes) };
                var kinds = (await RoundReader.DocumentsAsync(work, submitted.RoundId))
                    .Where(kind => kind.Stage == DocumentStage.WithApplication && command.Kinds.Contains(kind.Id))
                    .ToList();
                var parts = command
                    .Parts.Where(part => part != RequestedPart.Documents)
                    .Concat(kinds.Count > 0 ? [RequestedPart.Documents] : [])
                    .Distinct()
                    .Order()
                    .ToList();
                if (questions.Count + parts.Count == 0)
                    return new Refusal("Choose what to ask for again", nameof(command.Parts));
                if (parts.Contains(RequestedPart.Budget) && submitted.PartAwards > 0)
                    return new Refusal("A part award is proposed for this budget. Withdraw it first.", nameof(command.Parts));
                if (await ChangeRequestQueries.WaitingAsync(work, command.Application) is { } other)
                    return new Refusal(
                        other.IsOpenAt(work.Now)
                            ? "A request is already waiting for this applicant"
                            : "An earlier request was not answered. Give more time for it, or close it, before you ask again."
                    );
                var id = await WriteAsync(work, actor, command, questions, parts, kinds);
                await ChangeRequestNotices.TellApplicantAsync(
                    work,
                    submitted,
                    person =>
                        ApplicationMessage.SendAsync(
                            work,
                            office,
                            submitted.Id,
                            MessageKind.ChangesAsked,
                            person,
                            new Dictionary<string, string>
                            {
                                ["reason"] = command.Reason!.Trim(),
                                ["due"] = LondonTime.Date(command.DueOn),
                                ["questions"] = string.Join(
                                    '\n',
                                    parts
                                        .Select(part =>
                                            part == RequestedPart.Documents
                                                ? $"{ChangeRequestRules.Name(part)}: {string.Join(", ", kinds.Select(kind => kind.Name))}"
                                                : ChangeRequestRules.Name(part)
                                        )
                                        .Concat(questions.Select(question => question.Wording))
                                        .Select(line => "- " + line)
                                ),
                            },
                            Links.Applications.Changes(submitted.Id)
                        )
                );
                var words = ChangeRequestRules.InWords(parts, questions.Count);
                await ChangeRequestNotices.TellAssessorsAsync(
                    work,
                    office,
                    submitted,
                    "may change",
                    $"We have asked the applicant of {submitted.Reference} to change {words} by {LondonTime.Date(command.DueOn)}. You can save your scores for it, but you cannot submit them until the applicant has answered or that day has passed."
                );
                work.Note(
                    $"{string.Join(", ", parts.Select(ChangeRequestRules.Name).Concat(questions.Select(question => question.Code)))}, by {LondonTime.Date(command.DueOn)}: {command.Reason!.Trim()}"
                );
                if (kinds.Count > 0)
                    work.Note($"Documents: {string.Join(", ", kinds.Select(kind => kind.Name))}");
                return Result.Done;
            }
        );

    private static async Task<Guid> WriteAsync(
        Work work,
        Actor actor,
        Command command,
        IReadOnlyList<Question> questions,
        IReadOnlyList<RequestedPart> parts,
        IReadOnlyList<DocumentKind> kinds
    )
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into ChangeRequest (Id, ApplicationId, Reason, DueOn, AskedBy, AskedAt) values (@id, @Application, @Reason, @DueOn, @By, @Now)",
            new
            {
                id,
                command.Application,
                Reason = command.Reason!.Trim(),
                command.DueOn,
                By = actor.Id,
                work.Now,
            }
        );
        var answers = await ApplicationReader.AnswersAsync(work, command.Application);
        await AddQuestionsAsync(work, id, questions, answers);
        await work.ExecuteAsync(InsertPartSql, parts.Select(part => new { Id = id, Part = part }));
        await work.ExecuteAsync(InsertKindSql, kinds.Select(kind => new { Id = id, Kind = kind.Id }));
        return id;
    }

    private static Task AddQuestionsAsync(Work work, Guid id, IEnumerable<Question> questions, IReadOnlyDictionary<Guid, string> answers) =>
        work.ExecuteAsync(
            "insert into ChangeRequestAnswer (RequestId, QuestionId, Before, Version) values (@id, @Question, @Before, 0)",
            questions.Select(question => new
            {
                id,
                Question = question.Id,
                Before = answers.GetValueOrDefault(question.Id) ?? "",
            })
        );

    /// <summary>Asks also for what the form asks only because of what was just entered, such as a document that is needed from an amount
    /// on, so that the applicant can answer it.</summary>
    internal static async Task AddRevealedAsync(Work work, Guid application)
    {
        var request = (await ChangeRequestQueries.WaitingAsync(work, application))!;
        var changed = await ChangedApplication.GetAsync(work, request);
        await AddQuestionsAsync(
            work,
            request.Id,
            changed.NewQuestions.Where(question =>
                ChangeRequestRules.WhyCannotAskAgain(question) is null && request.Items.All(item => item.Question.Id != question.Id)
            ),
            changed.Before.Answers
        );
        var kinds = changed.NewKinds.Where(kind => request.Kinds.All(asked => asked.Id != kind.Id)).ToList();
        if (kinds.Count > 0 && request.Parts.All(part => part.Name != RequestedPart.Documents))
            await work.ExecuteAsync(InsertPartSql, new { request.Id, Part = RequestedPart.Documents });
        await work.ExecuteAsync(InsertKindSql, kinds.Select(kind => new { request.Id, Kind = kind.Id }));
    }

    private const string InsertPartSql = "insert into ChangeRequestPart (RequestId, Part, Version) values (@Id, @Part, 0)";
    private const string InsertKindSql = "insert into ChangeRequestKind (RequestId, DocumentKindId) values (@Id, @Kind)";
}
