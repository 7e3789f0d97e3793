using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Scoring;

/// <summary>One assessor's sheet for one application. Other assessors' sheets are not found; a conflict of interest keeps the application
/// closed.</summary>
public sealed class ScoringSheet(Db db, FileStore files)
{
    public sealed record SheetApplication
    {
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required string Town { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public Money? AmountRequested { get; init; }

        /// <summary>How many findings of due diligence are open, by check. Null: none.</summary>
        public string? Findings { get; init; }
    }

    /// <summary>Copy, criteria and scores are empty while the application is closed.</summary>
    public sealed record ScoreSheet(
        Assignment Assignment,
        Round Round,
        SheetApplication Application,
        Refusal? WhyShut,
        ApplicationCopy? Copy,
        IReadOnlyList<PassFailCriterion> PassFailCriteria,
        IReadOnlyList<PassFailAnswer> PassFailAnswers,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyList<Anchor> Anchors,
        IReadOnlyList<Score> Scores,
        CorrectionRequest? Correction
    )
    {
        /// <summary>Null when the copy is what was received.</summary>
        public string? WhyNotAsReceived { get; init; }

        /// <summary>Null while the application is closed.</summary>
        public SheetReading? Reading { get; init; }
        public AssessorAdvice Advice { get; init; } = AssessorAdvice.None;

        /// <summary>The opened page that saved the draft last; null: none did.</summary>
        public Guid? SavedIn { get; init; }
        public ILookup<Guid, OwnReasons.OwnReason> OwnReasons { get; init; } =
            Array.Empty<OwnReasons.OwnReason>().ToLookup(one => one.CriterionId);
    }

    public Task<ScoreSheet> GetAsync(Actor actor, Guid assignment) =>
        db.ReadAsync(async work =>
        {
            var found = await FindAsync(work, actor, assignment);
            var round = await RoundReader.GetAsync(work, found.RoundId);
            var application = await work.FindAsync<SheetApplication>(ApplicationSql, new { found.ApplicationId });
            application = application with
            {
                Findings = RoundCheckRules.ForAssessors(
                    (
                        await work.QueryAsync<string>(
                            "select f.Kind from Finding f where f.ApplicationId = @ApplicationId and f.IsOpen = 1 order by f.FoundAt, f.Id",
                            new { found.ApplicationId }
                        )
                    )
                        .Select(Enum.Parse<FindingKind>)
                        .ToList()
                ),
            };
            if (ScoringRules.WhyCannotOpen(found) is { } shut)
                return new ScoreSheet(found, round, application, shut, null, [], [], [], [], [], null);
            var sent = await SubmittedCopy.GetAsync(work, found.ApplicationId);
            var copy = sent.Copy;
            if (ScoringRules.HidesApplicant(round, found))
            {
                application = application with { Organisation = ScoringRules.Hidden, Town = "" };
                copy = WithoutApplicant(copy);
            }
            var criteria = await RoundReader.CriteriaAsync(work, found.RoundId);
            return new ScoreSheet(
                found,
                round,
                application,
                null,
                copy,
                await RoundReader.PassFailsAsync(work, found.RoundId),
                await PassFailAnswersAsync(work, assignment),
                criteria,
                await RoundReader.AnchorsAsync(work, found.RoundId),
                await ScoresAsync(work, assignment),
                await CorrectionQueries.LatestAsync(work, assignment)
            )
            {
                WhyNotAsReceived = sent.WhyNotAsReceived,
                Reading = SheetReading.Of(copy, await RoundReader.QuestionsAsync(work, found.RoundId), criteria),
                Advice = await AdviceQueries.OfSheetAsync(work, assignment),
                SavedIn = await SavedInAsync(work, assignment),
                OwnReasons = await Scoring.OwnReasons.OfAsync(work, found),
            };
        });

    public async Task<StoredFile> OpenDocumentAsync(Actor actor, Guid assignment, Guid document) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
            {
                var found = await FindAsync(work, actor, assignment);
                if (ScoringRules.WhyCannotOpen(found) is not null)
                    throw new NotFoundException("This assessor cannot open this application");
                if (ScoringRules.HidesApplicant(await RoundReader.GetAsync(work, found.RoundId), found))
                    throw new NotFoundException("This round hides who applies until the scores are submitted");
                return await ApplicationDocumentQueries.FileIdAsync(work, found.ApplicationId, document);
            })
        );

    /// <summary>The names of criteria, scored or pass and fail, of which an assessor has the ids: they are published with the
    /// round.</summary>
    public Task<IReadOnlyDictionary<Guid, string>> CriterionNamesAsync(IEnumerable<Guid> ids) =>
        db.ReadAsync<IReadOnlyDictionary<Guid, string>>(async work =>
        {
            var names = new Dictionary<Guid, string>();
            foreach (var id in ids.Distinct().Take(100))
                if (
                    await work.ScalarAsync<string>(
                        "select Name from Criterion where Id = @id union all select Name from PassFailCriterion where Id = @id",
                        new { id }
                    ) is
                    { } name
                )
                    names[id] = name;
            return names;
        });

    internal static ApplicationCopy WithoutApplicant(ApplicationCopy copy) =>
        copy with
        {
            Organisation = new()
            {
                Name = ScoringRules.Hidden,
                Kind = copy.Organisation.Kind,
                AddressLine = ScoringRules.Hidden,
                Town = "",
                Postcode = "",
                Area = copy.Organisation.Area,
                Phone = "",
            },
            Profile = [],
            // A file's name may name the applicant.
            Answers = copy
                .Answers.Select(answer => answer.Document is null ? answer : answer with { Answer = ScoringRules.Hidden, Document = null })
                .ToList(),
            Documents = [],
            Eligibility = copy.Eligibility.Select(answer => answer with { By = null }).ToList(),
            DeclaredName = null,
        };

    internal static Task<Assignment> FindAsync(Work work, Actor actor, Guid assignment) =>
        work.FindAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where Id = @assignment and AssessorId = @Assessor",
            new { assignment, Assessor = actor.Id }
        );

    /// <summary>The sheet of any assessor, for the office.</summary>
    internal static Task<Assignment> FindAnyAsync(Work work, Guid assignment) =>
        work.FindAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where Id = @assignment",
            new { assignment }
        );

    internal static Task<Guid?> SavedInAsync(Work work, Guid assignment) =>
        work.ScalarAsync<Guid?>("select SavedIn from ScoringAssignment where Id = @assignment", new { assignment });

    internal static async Task<IReadOnlyList<Score>> ScoresAsync(Work work, Guid assignment) =>
        (
            await work.QueryAsync<ScoreRow>(
                "select CriterionId, Value, Reason from Score where AssignmentId = @assignment",
                new { assignment }
            )
        )
            .Select(row => new Score(row.CriterionId, row.Value, row.Reason))
            .ToList();

    internal static async Task<IReadOnlyList<PassFailAnswer>> PassFailAnswersAsync(Work work, Guid assignment) =>
        (
            await work.QueryAsync<PassFailRow>(
                "select PassFailCriterionId, Passed, Reason from PassFailAnswer where AssignmentId = @assignment",
                new { assignment }
            )
        )
            .Select(row => new PassFailAnswer(row.PassFailCriterionId, row.Passed, row.Reason))
            .ToList();

    private const string ApplicationSql = """
        select a.Reference, a.ProjectName, o.Name as Organisation, o.Town, a.Status, a.DueDiligence, a.AmountRequested
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        where  a.Id = @ApplicationId
        """;

    private sealed record PassFailRow
    {
        public required Guid PassFailCriterionId { get; init; }
        public bool? Passed { get; init; }
        public required string Reason { get; init; }
    }

    private sealed record ScoreRow
    {
        public required Guid CriterionId { get; init; }
        public int? Value { get; init; }
        public required string Reason { get; init; }
    }
}
