using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>An application for staff and assessors: the frozen copy.</summary>
public static class SubmittedCopy
{
    public sealed record SubmittedApplication
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? CopyJson { get; init; }
        public string? CopySha256 { get; init; }
        public string? WithdrawReason { get; init; }
        public string? Reference { get; init; }

        /// <summary>Detail of the newest audit entry of a sending or a change, which has the hash of the copy.</summary>
        public string? SentDetail { get; init; }
        public bool IsErased { get; init; }
    }

    /// <param name="WhyNotAsReceived">Null when the copy is what was received; otherwise a warning for those who read it.</param>
    public sealed record SubmittedVersions(SubmittedApplication Application, ApplicationCopy Copy, string? WhyNotAsReceived = null);

    public static async Task<SubmittedVersions> GetAsync(Work work, Guid application)
    {
        var submitted = await work.FindAsync<SubmittedApplication>(SubmittedSql, new { application });
        return new(
            submitted,
            ApplicationCopy.Frozen(submitted.CopyJson) ?? await BuildAsync(work, application),
            WhyNotAsReceived(
                work,
                submitted.Reference,
                submitted.CopyJson,
                submitted.CopySha256,
                CopyRules.HashIn(submitted.SentDetail),
                submitted.IsErased
            )
        );
    }

    /// <summary>Every read of a stored copy comes through here, so a copy that is not what was received is never shown silently: the reader
    /// is warned, and the operator gets an alert.</summary>
    /// <param name="recorded">The hash in the audit entry; null where many copies are read at once and the entries are not.</param>
    internal static string? WhyNotAsReceived(
        Work work,
        string? reference,
        string? json,
        string? beside,
        string? recorded,
        bool erased = false
    )
    {
        var stored = ApplicationCopy.IsFrozen(json) ? ApplicationCopy.Sha256(json!) : null;
        var why = CopyRules.WhyNotAsReceived(stored, beside, recorded, erased);
        if (why is not null)
            work.Fault(
                $"The copy of application {reference} is not what was received. Run the verb verify-audit, and compare with a backup."
            );
        return why;
    }

    /// <summary>Freezes what was received now. Its hash goes into the audit entry of the change, where nobody can alter it
    /// unnoticed.</summary>
    /// <returns>The hash.</returns>
    internal static async Task<string> FreezeAsync(Work work, Guid application, ApplicationCopy copy)
    {
        var json = copy.ToJson();
        var sha256 = ApplicationCopy.Sha256(json);
        await work.ExecuteOneAsync(
            "update Application set CopyJson = @json, CopySha256 = @sha256, Version = Version + 1 where Id = @application",
            new
            {
                application,
                json,
                sha256,
            }
        );
        work.Note(CopyRules.Note(sha256));
        return sha256;
    }

    /// <summary>The copy that a submission would freeze now.</summary>
    internal static async Task<ApplicationCopy> BuildAsync(Work work, Guid application)
    {
        var id = new { application };
        var head = await work.FindAsync<CopyHeader>(HeadSql, id);
        var round = await RoundReader.GetAsync(work, head.RoundId);
        var questions = await RoundReader.QuestionsAsync(work, head.RoundId);
        var answers = await ApplicationReader.AnswersAsync(work, application);
        var also = await AlsoServed.OfAsync(work, application);
        var given = new GivenAnswers(ServedPriorities.Of(head.Priority, also), head.Zone, head.AmountRequested, answers);
        var asked = given.Shown(questions);
        var answerTo = given.Lookup(asked);
        // A file that answers a question that is no longer asked stays behind, as its answer does.
        var documents = (await work.QueryAsync<CopiedDocument>(DocumentsSql, id))
            .Where(document => document.QuestionId is null || asked.Any(question => question.Id == document.QuestionId))
            .ToList();
        var profile = await OrganisationProfiles.AnswersAsync(work, head.OrganisationId);
        var form = await OfficeSettings.ProfileOfAsync(work, head.OrganisationId);
        return new()
        {
            Profile = form.Shown(profile)
                .Where(question => profile.ContainsKey(question.Code))
                .Select(question => CopyOf(question, profile[question.Code]))
                .ToList(),
            Round = round.FullName,
            Reference = head.Reference,
            ProjectName = head.ProjectName,
            Summary = head.Summary,
            Priority = head.Priority,
            AlsoServes = also.Count > 0 ? also : null,
            Zone = head.Zone,
            ZoneLinks = head.ZoneLinks,
            StartsOn = head.StartsOn,
            EndsOn = head.EndsOn,
            AmountRequested = head.AmountRequested,
            DeclaredName = head.DeclaredName,
            SubmittedAt = head.SubmittedAt,
            Channel = head.Channel,
            ReceivedOn = head.ReceivedOn,
            Organisation = await work.FindAsync<OrganisationDetails>(OrganisationSql, new { head.OrganisationId }),
            Answers = asked
                .Select(question =>
                    CopyOf(
                        question,
                        question.Kind == QuestionKind.Total && answerTo(question.Code) is { } sum
                            ? FormTotals.Display(question, asked, sum)
                            : answerTo(question.Code),
                        documents.FirstOrDefault(document => document.QuestionId == question.Id)?.Id
                    )
                )
                .ToList(),
            Budget = await ApplicationReader.BudgetAsync(work, application),
            Outcomes = await ApplicationReader.OutcomesAsync(work, application),
            Eligibility = await EligibilityAnswers.CopyAsync(work, application),
            Documents = documents
                .Select(document => new ApplicationCopy.DocumentCopy
                {
                    Id = document.Id,
                    Kind = document.Kind,
                    Name = document.Name,
                    ByteLength = document.ByteLength,
                    Sha256 = document.Sha256,
                })
                .ToList(),
        };
    }

    internal static ApplicationCopy.AnswerCopy CopyOf(Question question, string? answer, Guid? document = null) =>
        new()
        {
            Section = question.Section,
            Code = question.Code,
            Question = question.Wording,
            WordLimit = question.WordLimit,
            Answer = AnswerRules.Display(question, answer),
            Document = document,
            Columns = question.Kind == QuestionKind.Table ? question.Settings.Columns.Select(column => column.Name).ToList() : null,
            Rows = question.Kind == QuestionKind.Table ? AnswerRules.Rows(answer) : null,
        };

    internal const string OrganisationSql =
        "select Name, Kind, CharityNumber, CompanyNumber, AddressLine, Town, Postcode, Area, Phone from Organisation where Id = @OrganisationId";

    /// <summary>The actions whose audit entries have the hash of the copy.</summary>
    internal const string CopyActions = "'ApplicationSubmitted', 'ApplicationCertified', 'ChangeAnswered'";

    private const string SubmittedSql = $"""
        select a.Id, a.RoundId, a.OrganisationId, a.Status, a.CopyJson, a.CopySha256, a.WithdrawReason, a.Reference,
               (select e.Detail from AuditEntry e where e.Sequence = (select max(s.Sequence) from AuditEntry s where s.SubjectId = a.Id and s.Action in ({CopyActions}))) as SentDetail,
               case when {ErasedSql} then 1 else 0 end as IsErased
        from   Application a
        where  a.Id = @application and a.Number is not null
        """;

    /// <summary>Its time was over, and its text was erased.</summary>
    internal const string ErasedSql =
        "exists (select 1 from ErasedRecord x where x.RecordType in ('UnsuccessfulApplication', 'Award') and x.RecordKey = cast(a.Id as varchar(36)))";

    private const string HeadSql = """
        select RoundId, OrganisationId, Reference, ProjectName, Summary, Priority, Zone, ZoneLinks, StartsOn, EndsOn, AmountRequested, DeclaredName, SubmittedAt, Channel, ReceivedOn
        from   Application
        where  Id = @application
        """;
    private const string DocumentsSql = """
        select   d.Id, d.QuestionId, coalesce(k.Name, q.Wording) as Kind, s.Name, s.ByteLength, s.Sha256
        from     ApplicationDocument d
        join     StoredFile s on s.Id = d.FileId
        left join DocumentKind k on k.Id = d.DocumentKindId
        left join Question q on q.Id = d.QuestionId
        where    d.ApplicationId = @application
        order by q.Position, k.Position, s.StoredAt, s.Name, d.Id
        """;

    private sealed record CopiedDocument
    {
        public required Guid Id { get; init; }

        /// <summary>The question that it answers; null: it is a document of the form.</summary>
        public Guid? QuestionId { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
    }

    private sealed record CopyHeader
    {
        public required Guid RoundId { get; init; }
        public required Guid OrganisationId { get; init; }
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public string? Summary { get; init; }
        public string? Priority { get; init; }
        public string? Zone { get; init; }
        public string? ZoneLinks { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public Money? AmountRequested { get; init; }
        public string? DeclaredName { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public required Channel Channel { get; init; }
        public DateOnly? ReceivedOn { get; init; }
    }
}
