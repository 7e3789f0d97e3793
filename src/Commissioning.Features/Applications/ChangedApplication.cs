using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>A sent application as it will be once the applicant's changes are sent: what was entered for a request, laid over what is
/// there.</summary>
public sealed record ChangedApplication(
    Guid OrganisationId,
    RoundSetup Setup,
    ApplicationContent Before,
    ApplicationContent After,
    OrganisationKind? Kind,
    ProfileForm Form,
    IReadOnlyDictionary<string, string> Profile,
    IReadOnlyList<ChangedApplication.Document> Documents
)
{
    public sealed record Document
    {
        public required Guid Id { get; init; }
        public Guid? DocumentKindId { get; init; }

        /// <summary>The question that it answers; null: it is a document of the form.</summary>
        public Guid? QuestionId { get; init; }
        public required Guid FileId { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
        public required ScanState ScanState { get; init; }
    }

    internal static async Task<ChangedApplication> GetAsync(Work work, ChangeRequestQueries.Request request)
    {
        var application = await work.FindAsync<Application>(
            "select a.Id, a.RoundId, a.OrganisationId, o.Name as Organisation, a.Status, a.Reference, a.ProjectName, a.Summary, a.Priority, a.Zone, a.ZoneLinks, a.AmountRequested, a.StartsOn, a.EndsOn, a.SubmittedAt, a.Version, a.Channel, r.FormVersion from Application a join Organisation o on o.Id = a.OrganisationId join Round r on r.Id = a.RoundId where a.Id = @ApplicationId",
            request
        );
        var before = await ApplicationReader.ContentAsync(work, application);
        var documents = await work.QueryAsync<Document>(DocumentsSql, new { request.ApplicationId, RequestId = request.Id });
        var entered = request.Parts.Select(part => part.Entered).OfType<ChangedContent>().ToList();
        var (answers, profile) = (
            before.Answers.ToDictionary(),
            (await OrganisationProfiles.AnswersAsync(work, application.OrganisationId)).ToDictionary()
        );
        foreach (var item in request.Items.Where(item => item.After is not null))
            answers[item.Question.Id] = item.After!;
        foreach (var (code, answer) in entered.SelectMany(content => content.Profile ?? new Dictionary<string, string>()))
            profile[code] = answer;
        return new(
            application.OrganisationId,
            await RoundReader.GetSetupAsync(work, application.RoundId),
            before,
            before with
            {
                Project = entered.Select(content => content.Project).FirstOrDefault(one => one is not null) ?? before.Project,
                Budget = entered.Select(content => content.Budget).FirstOrDefault(one => one is not null)?.Lines ?? before.Budget,
                Outcomes = entered.Select(content => content.Outcomes).FirstOrDefault(one => one is not null) ?? before.Outcomes,
                Answers = answers,
                DocumentKinds = documents
                    .Where(document => document.ScanState != ScanState.Quarantined)
                    .Select(document => document.DocumentKindId)
                    .OfType<Guid>()
                    .ToHashSet(),
            },
            await OfficeSettings.KindOfAsync(work, application.OrganisationId),
            await OfficeSettings.ProfileOfAsync(work, application.OrganisationId),
            profile,
            documents
        );
    }

    private IReadOnlyList<Question> ShownBefore => Before.Given.Shown(Setup.Questions);
    private IReadOnlyList<Question> ShownAfter => After.Given.Shown(Setup.Questions);

    public Func<string, string?> Answers => After.Given.Lookup(ShownAfter);

    /// <summary>The questions that are asked only because of the changes.</summary>
    public IReadOnlyList<Question> NewQuestions => ShownAfter.Except(ShownBefore).ToList();

    /// <summary>The kinds of document that are needed only because of the changes, and are not there.</summary>
    public IReadOnlyList<DocumentKind> NewKinds
    {
        get
        {
            var (before, after) = (Before.Given.Lookup(ShownBefore), Answers);
            return Setup
                .Documents.Where(kind =>
                    kind.Stage == DocumentStage.WithApplication
                    && DocumentRules.IsNeeded(kind, after, Kind)
                    && !DocumentRules.IsNeeded(kind, before, Kind)
                    && !After.DocumentKinds.Contains(kind.Id)
                )
                .ToList();
        }
    }

    /// <summary>What stops the changes from being sent, in the order in which the applicant finds the parts.</summary>
    public Refusal? WhyNotReady(ChangeRequestQueries.Request request)
    {
        foreach (var part in request.Parts)
        {
            var name = ChangeRequestRules.Name(part.Name);
            if (!part.IsSaved)
                return new($"Check this part first, even if you do not change it: {name}");
            if (WhyWrong(part.Name, request.Kinds) is [var wrong, ..])
                return new($"{name}: {wrong.Sentence}");
        }
        foreach (var item in request.Items.Where(item => ShownAfter.Any(question => question.Id == item.Question.Id)))
            if (item.After is null)
                return new($"Check this answer first, even if you do not change it: {item.Question.Wording}");
            else if (AnswerRules.WhyWrong(item.Question, item.After, Answers) is [var wrong, ..])
                return new($"{item.Question.Wording}: {wrong.Sentence}");
        return null;
    }

    /// <summary>What is wrong with one part, by the rules of the first form.</summary>
    public IReadOnlyList<Refusal> WhyWrong(RequestedPart part, IReadOnlyList<DocumentKind> kinds) =>
        part switch
        {
            RequestedPart.Project => ApplicationRules.WhyProjectIsIncomplete(Setup, After.Project),
            RequestedPart.Budget => ApplicationRules.WhyBudgetIsWrong(Setup.Round, After.Budget, Kind),
            RequestedPart.Outcomes => ApplicationRules.WhyOutcomesAreIncomplete(After.Outcomes),
            RequestedPart.Organisation => Form.Incomplete(Profile)
                .Select(question => new Refusal($"Answer this first: {question.Wording}"))
                .ToList(),
            _ =>
            [
                .. Documents
                    .Where(document => document.ScanState == ScanState.Quarantined && kinds.Any(kind => kind.Id == document.DocumentKindId))
                    .Select(document => new Refusal($"A virus was found in {document.Name}: remove it and add a clean copy")),
                .. kinds
                    .Where(kind => DocumentRules.IsNeeded(kind, Answers, Kind) && !After.DocumentKinds.Contains(kind.Id))
                    .Select(kind => new Refusal($"Add {kind.Name}")),
            ],
        };

    /// <summary>The copy with the changes. What was not asked for stays word for word as it was sent, even if it has changed
    /// since.</summary>
    public ApplicationCopy CopyOf(ChangeRequestQueries.Request request, ApplicationCopy sent, OrganisationDetails organisation)
    {
        bool IsAsked(RequestedPart part) => request.Parts.Any(one => one.Name == part && one.IsSaved);
        var changed = request
            .Items.Where(item => item.After is not null)
            .Select(item => item.Question)
            .Concat(NewQuestions)
            .DistinctBy(question => question.Code)
            .ToDictionary(question => question.Code);
        var gone = ShownBefore.Except(ShownAfter).Select(question => question.Code).ToHashSet();
        var answers = sent.Answers.ToDictionary(answer => answer.Code);
        foreach (var question in changed.Values)
            answers[question.Code] = SubmittedCopy.CopyOf(
                question,
                After.Answers.GetValueOrDefault(question.Id),
                Documents.FirstOrDefault(document => document.QuestionId == question.Id)?.Id
            );
        var places = Setup.Questions.ToDictionary(question => question.Code, question => question.Position);
        var copy = sent with
        {
            Answers = answers
                .Values.Where(answer => !gone.Contains(answer.Code))
                .OrderBy(answer => places.GetValueOrDefault(answer.Code, int.MaxValue))
                .ToList(),
        };
        if (IsAsked(RequestedPart.Project))
            copy = copy with
            {
                ProjectName = After.Project.ProjectName,
                Summary = After.Project.Summary,
                Priority = After.Project.Priority,
                AlsoServes = After.Project.AlsoServes is { Count: > 0 } also ? also : null,
                Zone = After.Project.Zone,
                ZoneLinks = After.Project.ZoneLinks,
                StartsOn = After.Project.StartsOn,
                EndsOn = After.Project.EndsOn,
            };
        if (IsAsked(RequestedPart.Budget))
            copy = copy with { AmountRequested = After.AmountRequested, Budget = After.Budget };
        if (IsAsked(RequestedPart.Outcomes))
            copy = copy with { Outcomes = After.Outcomes };
        // A file comes and goes with the question that it answers.
        var files = Documents.Where(document => document.QuestionId is not null).ToLookup(IsShown);
        copy = copy with
        {
            Documents = IsAsked(RequestedPart.Documents)
                ? Documents.Where(document => document.QuestionId is null || IsShown(document)).Select(CopyOf).ToList()
                :
                [
                    .. sent.Documents.Where(document => files[false].All(file => file.Id != document.Id)),
                    .. files[true].Where(file => sent.Documents.All(document => document.Id != file.Id)).Select(CopyOf),
                ],
        };
        if (IsAsked(RequestedPart.Organisation))
            copy = copy with
            {
                Organisation = organisation,
                Profile = Form.Shown(Profile)
                    .Where(question => Profile.ContainsKey(question.Code))
                    .Select(question => SubmittedCopy.CopyOf(question, Profile[question.Code]))
                    .ToList(),
            };
        return copy;
    }

    private bool IsShown(Document document) => ShownAfter.Any(question => question.Id == document.QuestionId);

    private static ApplicationCopy.DocumentCopy CopyOf(Document document) =>
        new()
        {
            Id = document.Id,
            Kind = document.Kind,
            Name = document.Name,
            ByteLength = document.ByteLength,
            Sha256 = document.Sha256,
        };

    // The order of the copy's own documents.
    private const string DocumentsSql = """
        select   d.Id, d.DocumentKindId, d.QuestionId, d.FileId, coalesce(k.Name, q.Wording) as Kind, s.Name, s.ByteLength, s.Sha256, s.ScanState
        from     (
                   select a.Id, a.DocumentKindId, a.QuestionId, a.FileId
                   from   ApplicationDocument a
                   where  a.ApplicationId = @ApplicationId
                          and not exists (select 1 from ChangeRequestDocument x where x.RequestId = @RequestId and x.DocumentId = a.Id and x.Change = 'Removed')
                   union all
                   select x.DocumentId, x.DocumentKindId, null, x.FileId
                   from   ChangeRequestDocument x
                   where  x.RequestId = @RequestId and x.Change = 'Added'
                          and not exists (select 1 from ApplicationDocument a where a.Id = x.DocumentId)
                 ) d
        join     StoredFile s on s.Id = d.FileId
        left join DocumentKind k on k.Id = d.DocumentKindId
        left join Question q on q.Id = d.QuestionId
        order by q.Position, k.Position, s.StoredAt, s.Name, d.Id
        """;
}
