using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Asks for named answers of a sent application again; the rest stays closed. Both versions are kept: the first copy, and each
/// answer before and after.</summary>
public sealed class ChangeRequests(Db db, Office office)
{
    public sealed record Request
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reason { get; init; }
        public required DateOnly DueOn { get; init; }
        public required string AskedByName { get; init; }
        public required DateTime AskedAt { get; init; }
        public string? AnsweredByName { get; init; }
        public DateTime? AnsweredAt { get; init; }
        public string? Sha256Before { get; init; }
        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    public sealed record Item(Question Question, string Before, string? After);

    /// <summary>Requests about an application, newest first.</summary>
    public Task<IReadOnlyList<Request>> ListAsync(Guid application) => db.ReadAsync(work => ListAsync(work, application));

    /// <summary>The open request to the person's organisation; not found when there is none.</summary>
    public Task<Request> GetMineAsync(Actor actor, Guid application) => db.ReadAsync(work => OpenAsync(work, actor, application));

    public Task<Result> AskAsync(Actor actor, Guid application, IReadOnlyCollection<string> codes, DateOnly dueOn, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeRequested,
            application,
            async work =>
            {
                var submitted = await work.FindAsync<RequestedApplication>(ApplicationSql, new { application });
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
                    await Messages.SendAsync(
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

    public Task<Result> SaveAsync(Actor actor, Guid application, Question question, string answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangedAnswerSaved,
            application,
            async work =>
            {
                var open = await OpenAsync(work, actor, application);
                await work.ExecuteOneAsync(
                    "update ChangeRequestAnswer set After = @answer where RequestId = @Request and QuestionId = @Question",
                    new
                    {
                        answer,
                        Request = open.Id,
                        Question = question.Id,
                    }
                );
                work.Note($"Asked for again: {question.Code}");
                return Result.Done;
            }
        );

    /// <summary>Replaces the old answers, in the copy too. Nothing else in the copy changes, even if the organisation's profile
    /// has.</summary>
    public Task<Result> SendAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeAnswered,
            application,
            async work =>
            {
                var open = await OpenAsync(work, actor, application);
                var submitted = await work.FindAsync<RequestedApplication>(ApplicationSql, new { application });
                if (
                    ApplicationRules.WhyCannotAsk(
                        await RoundReader.GetAsync(work, submitted.RoundId),
                        submitted.Status,
                        submitted.SubmittedSheets
                    ) is
                    { } late
                )
                    return late;
                foreach (var item in open.Items)
                    if (item.After is null)
                        return new Refusal($"Check this answer first, even if you do not change it: {item.Question.Wording}");
                    else if (AnswerRules.WhyWrong(item.Question, item.After, _ => null) is [var wrong, ..])
                        return new Refusal($"{item.Question.Wording}: {wrong.Sentence}");
                var before = (await SubmittedCopy.GetAsync(work, application)).Copy;
                foreach (var item in open.Items)
                {
                    var row = new
                    {
                        application,
                        Question = item.Question.Id,
                        item.After,
                    };
                    if (
                        await work.ExecuteAsync(
                            "update Answer set Wording = @After where ApplicationId = @application and QuestionId = @Question",
                            row
                        ) == 0
                    )
                        await work.ExecuteAsync(
                            "insert into Answer (ApplicationId, QuestionId, Wording) values (@application, @Question, @After)",
                            row
                        );
                }
                await work.ExecuteOneAsync(
                    "update ChangeRequest set AnsweredBy = @By, AnsweredAt = @Now, CopyBefore = (select CopyJson from Application where Id = @application), Sha256Before = (select CopySha256 from Application where Id = @application) where Id = @Id and AnsweredAt is null",
                    new
                    {
                        open.Id,
                        application,
                        By = actor.Id,
                        work.Now,
                    }
                );
                var changed = open.Items.ToDictionary(item => item.Question.Code, item => SubmittedCopy.CopyOf(item.Question, item.After));
                var copy = (
                    before with
                    {
                        Answers = before.Answers.Select(answer => changed.GetValueOrDefault(answer.Code, answer)).ToList(),
                    }
                ).ToJson();
                await work.ExecuteOneAsync(
                    "update Application set CopyJson = @copy, CopySha256 = @Sha256, Version = Version + 1 where Id = @application",
                    new
                    {
                        application,
                        copy,
                        Sha256 = ApplicationCopy.Sha256(copy),
                    }
                );
                work.Note(string.Join(", ", open.Items.Where(item => item.After != item.Before).Select(item => item.Question.Code)));
                return Result.Done;
            }
        );

    private static async Task<Request> OpenAsync(Work work, Actor actor, Guid application)
    {
        await ApplicationReader.FindMineAsync(work, actor, application);
        return (await ListAsync(work, application)).FirstOrDefault(request => request.AnsweredAt is null)
            ?? throw new NotFoundException("Nothing is asked for");
    }

    private static async Task<IReadOnlyList<Request>> ListAsync(Work work, Guid application)
    {
        var requests = await work.QueryAsync<Request>(ListSql, new { application });
        if (requests.Count == 0)
            return [];
        var round = await work.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });
        var questions = (await RoundReader.QuestionsAsync(work, round)).ToDictionary(question => question.Id);
        var items = (
            await work.QueryAsync<ItemRow>(
                "select x.RequestId, x.QuestionId, x.Before, x.After from ChangeRequestAnswer x join ChangeRequest c on c.Id = x.RequestId where c.ApplicationId = @application",
                new { application }
            )
        ).ToLookup(row => row.RequestId);
        return requests
            .Select(request =>
                request with
                {
                    Items = items[request.Id]
                        .Select(row => new Item(questions[row.QuestionId], row.Before, row.After))
                        .OrderBy(item => item.Question.Position)
                        .ToList(),
                }
            )
            .ToList();
    }

    private static async Task<IReadOnlyList<string>> PeopleAsync(Work work, RequestedApplication application)
    {
        var people = await work.QueryAsync<string>(
            "select p.Email from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @OrganisationId order by p.Email",
            application
        );
        return people.Count == 0 && application.ContactEmail is { } contact ? [contact] : people;
    }

    private const string ApplicationSql = """
        select a.Id, a.RoundId, a.Status, a.Reference, a.ProjectName, a.OrganisationId, a.ContactEmail,
               (select count(*) from ScoringAssignment s where s.ApplicationId = a.Id and s.SubmittedAt is not null) as SubmittedSheets
        from   Application a
        where  a.Id = @application and a.Number is not null
        """;
    private const string ListSql = """
        select    c.Id, c.ApplicationId, c.Reason, c.DueOn, a.DisplayName as AskedByName, c.AskedAt, b.DisplayName as AnsweredByName, c.AnsweredAt, c.Sha256Before
        from      ChangeRequest c
        join      Person a on a.Id = c.AskedBy
        left join Person b on b.Id = c.AnsweredBy
        where     c.ApplicationId = @application
        order by  c.AskedAt desc, c.Id
        """;

    private sealed record RequestedApplication
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public required Guid OrganisationId { get; init; }
        public string? ContactEmail { get; init; }
        public required int SubmittedSheets { get; init; }
    }

    private sealed record ItemRow
    {
        public required Guid RequestId { get; init; }
        public required Guid QuestionId { get; init; }
        public required string Before { get; init; }
        public string? After { get; init; }
    }
}
