using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Requests for parts of a sent application. Every version is kept: the copy before each answer, and what was entered.</summary>
public static class ChangeRequestQueries
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
        public string? CopyBefore { get; init; }
        public string? Sha256Before { get; init; }
        public string? ClosedByName { get; init; }
        public DateTime? ClosedAt { get; init; }
        public string? CloseReason { get; init; }
        public IReadOnlyList<Item> Items { get; init; } = [];
        public IReadOnlyList<Part> Parts { get; init; } = [];

        /// <summary>The kinds of document that were asked for.</summary>
        public IReadOnlyList<DocumentKind> Kinds { get; init; } = [];

        /// <summary>Neither answered nor closed; whether the day has passed is asked of <see cref="ChangeRequestRules"/>.</summary>
        public bool Waits => AnsweredAt is null && ClosedAt is null;

        /// <summary>Such as "the budget and 2 answers".</summary>
        public string InWords => ChangeRequestRules.InWords(Parts.Select(part => part.Name), Items.Count);

        public bool IsOpenAt(DateTime now) => ChangeRequestRules.IsOpen(DueOn, AnsweredAt is not null, ClosedAt is not null, now);

        public Refusal? WhyCannotAnswer(DateTime now) => ChangeRequestRules.WhyCannotAnswer(DueOn, AnsweredAt, ClosedAt, now);
    }

    public sealed record Item(Question Question, string Before, string? After, int Version);

    /// <param name="Entered">What the applicant entered so far; null: nothing, or documents.</param>
    public sealed record Part(RequestedPart Name, ChangedContent? Entered, bool IsSaved, int Version, string? SavedBy, DateTime? SavedAt);

    /// <summary>What a request changed.</summary>
    /// <param name="Before">The whole copy before the answer.</param>
    public sealed record AnsweredRequest(Request Request, ApplicationCopy Before, ApplicationCopy After)
    {
        public ApplicationComparison Comparison => ApplicationComparison.Of(Before, After);
    }

    /// <summary>The latest request to the person's organisation; not found when there is none.</summary>
    public static async Task<Request> GetMineAsync(Work work, Actor actor, Guid application)
    {
        await ApplicationReader.FindMineAsync(work, actor, application);
        return (await ListAsync(work, application)).FirstOrDefault() ?? throw new NotFoundException("Nothing is asked for");
    }

    /// <summary>The request that waits for this application's applicant, even after its day; null when there is none.</summary>
    public static async Task<Request?> WaitingAsync(Work work, Guid application) =>
        (await ListAsync(work, application)).FirstOrDefault(request => request.Waits);

    /// <summary>Requests about an application, newest first.</summary>
    public static async Task<IReadOnlyList<Request>> ListAsync(Work work, Guid application)
    {
        var requests = await work.QueryAsync<Request>(ListSql, new { application });
        if (requests.Count == 0)
            return [];
        var round = await work.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });
        var questions = (await RoundReader.QuestionsAsync(work, round)).ToDictionary(question => question.Id);
        var items = (
            await work.QueryAsync<ItemRow>(
                "select x.RequestId, x.QuestionId, x.Before, x.After, x.Version from ChangeRequestAnswer x join ChangeRequest c on c.Id = x.RequestId where c.ApplicationId = @application",
                new { application }
            )
        ).ToLookup(row => row.RequestId);
        var parts = (await work.QueryAsync<PartRow>(PartsSql, new { application })).ToLookup(row => row.RequestId);
        var asked = (
            await work.QueryAsync<KindRow>(
                "select x.RequestId, x.DocumentKindId from ChangeRequestKind x join ChangeRequest c on c.Id = x.RequestId where c.ApplicationId = @application",
                new { application }
            )
        ).ToLookup(row => row.RequestId, row => row.DocumentKindId);
        IReadOnlyList<DocumentKind> kinds = asked.Count > 0 ? await RoundReader.DocumentsAsync(work, round) : [];
        return requests
            .Select(request =>
                request with
                {
                    Items = items[request.Id]
                        .Select(row => new Item(questions[row.QuestionId], row.Before, row.After, row.Version))
                        .OrderBy(item => item.Question.Position)
                        .ToList(),
                    Parts = parts[request.Id]
                        .Select(row => new Part(
                            row.Part,
                            row.Entered is { } json ? ChangedContent.FromJson(json) : null,
                            row.SavedAt is not null,
                            row.Version,
                            row.SavedByName,
                            row.SavedAt
                        ))
                        .OrderBy(part => part.Name)
                        .ToList(),
                    Kinds = kinds.Where(kind => asked[request.Id].Contains(kind.Id)).ToList(),
                }
            )
            .ToList();
    }

    /// <summary>Answered requests with the copy before and after each, newest first. A request whose copies were erased is left
    /// out.</summary>
    public static async Task<IReadOnlyList<AnsweredRequest>> AnsweredAsync(Work work, Guid application)
    {
        var requests = await ListAsync(work, application);
        if (requests.All(request => request.AnsweredAt is null))
            return [];
        var after = (await SubmittedCopy.GetAsync(work, application)).Copy;
        var answered = new List<AnsweredRequest>();
        foreach (var request in requests.Where(request => request.AnsweredAt is not null).OrderByDescending(request => request.AnsweredAt))
            if (ApplicationCopy.Frozen(request.CopyBefore) is { } before)
            {
                answered.Add(new(request, before, after));
                after = before;
            }
        return answered;
    }

    /// <param name="Answers">Those that may be asked for again.</param>
    /// <param name="Files">Questions that are answered with a file, which may not.</param>
    /// <param name="Kinds">Kinds of document that belong to an application.</param>
    /// <param name="Warning">Why no day would leave the assessors time; null when one would.</param>
    public sealed record ChoicesToAsk(
        ApplicationCopy Copy,
        IReadOnlyList<ApplicationCopy.AnswerCopy> Answers,
        IReadOnlyList<ApplicationCopy.AnswerCopy> Files,
        IReadOnlyList<DocumentKind> Kinds,
        string? Warning
    );

    /// <summary>What an officer can ask for.</summary>
    public static async Task<ChoicesToAsk> ChoicesAsync(Work work, Guid application)
    {
        var submitted = await ApplicationAsync(work, application);
        var round = await RoundReader.GetAsync(work, submitted.RoundId);
        var copy = (await SubmittedCopy.GetAsync(work, application)).Copy;
        var files = (await RoundReader.QuestionsAsync(work, submitted.RoundId))
            .Where(question => ChangeRequestRules.WhyCannotAskAgain(question) is not null)
            .Select(question => question.Code)
            .ToHashSet();
        return new(
            copy,
            copy.Answers.Where(answer => !files.Contains(answer.Code)).ToList(),
            copy.Answers.Where(answer => files.Contains(answer.Code)).ToList(),
            (await RoundReader.DocumentsAsync(work, submitted.RoundId)).Where(kind => kind.Stage == DocumentStage.WithApplication).ToList(),
            ChangeRequestRules.ScoringWarning(round, submitted.Assessors, work.Now)
        );
    }

    internal static async Task<RequestedApplication> ApplicationAsync(Work work, Guid application) =>
        await work.FindAsync<RequestedApplication>(ApplicationSql, new { application });

    // Until the assessors of a round are assigned, every member of its panel may become one.
    private const string ApplicationSql = """
        select a.Id, a.RoundId, a.Status, a.Reference, a.ProjectName, a.OrganisationId, a.ContactEmail, a.AmountRequested, a.Version,
               (select count(*) from Moderation m where m.ApplicationId = a.Id) as Agreed,
               (select count(*) from PartAward p where p.ApplicationId = a.Id) as PartAwards,
               case when exists (select 1 from ScoringAssignment s where s.ApplicationId = a.Id)
                    then (select count(*) from ScoringAssignment s where s.ApplicationId = a.Id and s.Conflict in ('NotDeclared', 'None'))
                    else (select count(*) from PanelMember m where m.RoundId = a.RoundId) end as Assessors
        from   Application a
        where  a.Id = @application and a.Number is not null
        """;

    private const string ListSql = """
        select    c.Id, c.ApplicationId, c.Reason, c.DueOn, a.DisplayName as AskedByName, c.AskedAt, b.DisplayName as AnsweredByName, c.AnsweredAt, c.CopyBefore, c.Sha256Before,
                  d.DisplayName as ClosedByName, c.ClosedAt, c.CloseReason
        from      ChangeRequest c
        join      Person a on a.Id = c.AskedBy
        left join Person b on b.Id = c.AnsweredBy
        left join Person d on d.Id = c.ClosedBy
        where     c.ApplicationId = @application
        order by  c.AskedAt desc, c.Id desc
        """;

    private const string PartsSql = """
        select    x.RequestId, x.Part, x.Entered, p.DisplayName as SavedByName, x.SavedAt, x.Version
        from      ChangeRequestPart x
        join      ChangeRequest c on c.Id = x.RequestId
        left join Person p on p.Id = x.SavedBy
        where     c.ApplicationId = @application
        """;

    internal sealed record RequestedApplication
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public required Guid OrganisationId { get; init; }
        public string? ContactEmail { get; init; }
        public Money? AmountRequested { get; init; }
        public required int Version { get; init; }
        public required int Agreed { get; init; }
        public required int PartAwards { get; init; }
        public required int Assessors { get; init; }

        public Refusal? WhyCannotAsk(Round round) => ChangeRequestRules.WhyCannotAsk(round, Status, Agreed > 0);
    }

    private sealed record ItemRow
    {
        public required Guid RequestId { get; init; }
        public required Guid QuestionId { get; init; }
        public required string Before { get; init; }
        public string? After { get; init; }
        public required int Version { get; init; }
    }

    private sealed record PartRow
    {
        public required Guid RequestId { get; init; }
        public required RequestedPart Part { get; init; }
        public string? Entered { get; init; }
        public string? SavedByName { get; init; }
        public DateTime? SavedAt { get; init; }
        public required int Version { get; init; }
    }

    private sealed record KindRow
    {
        public required Guid RequestId { get; init; }
        public required Guid DocumentKindId { get; init; }
    }
}
