using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>Exactly what was sent, with the questions as they were asked and each document's hash. Frozen at submission (R25).</summary>
public sealed record ApplicationCopy
{
    public required string Round { get; init; }
    public string? Reference { get; init; }
    public required OrganisationCopy Organisation { get; init; }
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public Money? AmountRequested { get; init; }
    public required IReadOnlyList<AnswerCopy> Answers { get; init; }

    /// <summary>What the organisation says of itself.</summary>
    public IReadOnlyList<AnswerCopy> Profile { get; init; } = [];
    public required IReadOnlyList<BudgetLine> Budget { get; init; }
    public required IReadOnlyList<OutcomeMeasure> Outcomes { get; init; }
    public required IReadOnlyList<DocumentCopy> Documents { get; init; }
    public string? DeclaredName { get; init; }
    public DateTime? SubmittedAt { get; init; }
    public Channel Channel { get; init; }
    public DateOnly? ReceivedOn { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ApplicationCopy FromJson(string json) => JsonSerializer.Deserialize<ApplicationCopy>(json)!;

    public static string Sha256(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    public sealed record OrganisationCopy
    {
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public required string AddressLine { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public required string Area { get; init; }
        public required string Phone { get; init; }
    }

    public sealed record AnswerCopy
    {
        public required string Section { get; init; }
        public required string Code { get; init; }
        public required string Question { get; init; }
        public required int WordLimit { get; init; }

        /// <summary>As people read it.</summary>
        public string? Answer { get; init; }

        /// <summary>Of a table: its columns, and its rows in <see cref="Rows"/>.</summary>
        public IReadOnlyList<string>? Columns { get; init; }
        public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }
    }

    public sealed record DocumentCopy
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
    }
}

/// <summary>A bid as staff and markers read it: the frozen copy.</summary>
public sealed class BidCopy(Db db)
{
    public sealed record Bid
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? CopyJson { get; init; }
        public string? CopySha256 { get; init; }
        public string? WithdrawReason { get; init; }
    }

    public sealed record View(Bid Bid, ApplicationCopy Copy);

    public Task<View> GetAsync(Guid application) => db.ReadAsync(work => GetAsync(work, application));

    internal static async Task<View> GetAsync(Work work, Guid application)
    {
        var bid = await work.FindAsync<Bid>(
            "select Id, RoundId, OrganisationId, Status, CopyJson, CopySha256, WithdrawReason from Application where Id = @application and Number is not null",
            new { application }
        );
        // A bid that was put in by import has no copy of its own making, so it is read from its rows.
        return new(bid, bid.CopyJson is { Length: > 2 } json ? ApplicationCopy.FromJson(json) : await BuildAsync(work, application));
    }

    /// <summary>The copy that a submission would freeze now.</summary>
    internal static async Task<ApplicationCopy> BuildAsync(Work work, Guid application)
    {
        var id = new { application };
        var head = await work.FindAsync<Head>(HeadSql, id);
        var round = await RoundReader.GetAsync(work, head.RoundId);
        var questions = await RoundReader.QuestionsAsync(work, head.RoundId);
        var answers = await ApplicationReader.AnswersAsync(work, application);
        var content = new ApplicationContent
        {
            Priority = head.Priority,
            Zone = head.Zone,
            AmountRequested = head.AmountRequested,
            Answers = answers,
            Budget = [],
            Outcomes = [],
            DocumentKinds = [],
        };
        var profile = await OrganisationProfiles.AnswersAsync(work, head.OrganisationId);
        var kind = await work.ScalarAsync<string>("select Kind from Organisation where Id = @OrganisationId", new { head.OrganisationId });
        return new()
        {
            Profile = OrganisationProfile
                .Shown(kind!, profile)
                .Where(question => profile.ContainsKey(question.Code))
                .Select(question => CopyOf(question, profile[question.Code]))
                .ToList(),
            Round = round.FullName,
            Reference = head.Reference,
            ProjectName = head.ProjectName,
            Summary = head.Summary,
            Priority = head.Priority,
            Zone = head.Zone,
            ZoneLinks = head.ZoneLinks,
            StartsOn = head.StartsOn,
            EndsOn = head.EndsOn,
            AmountRequested = head.AmountRequested,
            DeclaredName = head.DeclaredName,
            SubmittedAt = head.SubmittedAt,
            Channel = head.Channel,
            ReceivedOn = head.ReceivedOn,
            Organisation = await work.FindAsync<ApplicationCopy.OrganisationCopy>(
                "select Name, Kind, CharityNumber, CompanyNumber, AddressLine, Town, Postcode, Area, Phone from Organisation where Id = @OrganisationId",
                new { head.OrganisationId }
            ),
            Answers = content.Shown(questions).Select(question => CopyOf(question, answers.GetValueOrDefault(question.Id))).ToList(),
            Budget = await ApplicationReader.BudgetAsync(work, application),
            Outcomes = await ApplicationReader.OutcomesAsync(work, application),
            Documents = await work.QueryAsync<ApplicationCopy.DocumentCopy>(DocumentsSql, id),
        };
    }

    internal static ApplicationCopy.AnswerCopy CopyOf(Question question, string? answer) =>
        new()
        {
            Section = question.Section,
            Code = question.Code,
            Question = question.Wording,
            WordLimit = question.WordLimit,
            Answer = AnswerRules.Display(question, answer),
            Columns = question.Kind == QuestionKind.Table ? question.Settings.Columns.Select(column => column.Name).ToList() : null,
            Rows = question.Kind == QuestionKind.Table ? AnswerRules.Rows(answer) : null,
        };

    private const string HeadSql = """
        select RoundId, OrganisationId, Reference, ProjectName, Summary, Priority, Zone, ZoneLinks, StartsOn, EndsOn, AmountRequested, DeclaredName, SubmittedAt, Channel, ReceivedOn
        from   Application
        where  Id = @application
        """;
    private const string DocumentsSql = """
        select   d.Id, k.Name as Kind, s.Name, s.ByteLength, s.Sha256
        from     ApplicationDocument d
        join     DocumentKind k on k.Id = d.DocumentKindId
        join     StoredFile s on s.Id = d.FileId
        where    d.ApplicationId = @application
        order by k.Position, s.StoredAt, s.Name, d.Id
        """;

    private sealed record Head
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

/// <summary>The copy as the applicant's own people see it: frozen once sent, as it stands before.</summary>
public sealed class MyCopy(Db db)
{
    public Task<ApplicationCopy> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var mine = await ApplicationReader.FindMineAsync(work, actor, application);
            return mine.SubmittedAt is null
                ? await BidCopy.BuildAsync(work, application)
                : (await BidCopy.GetAsync(work, application)).Copy;
        });
}

/// <summary>A document of a bid that was sent, for staff.</summary>
public sealed class BidDocument(Db db, FileStore files)
{
    public async Task<StoredFile> OpenAsync(Guid application, Guid document) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
            {
                await BidCopy.GetAsync(work, application);
                return await ApplicationDocuments.FileIdAsync(work, application, document);
            })
        );
}
