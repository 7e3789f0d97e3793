using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>An organisation's profile: answered once, read with each application, and confirmed for each ("has this changed?").</summary>
public static class OrganisationProfiles
{
    /// <param name="Phone">The organisation's, which is the first contact's until they give another.</param>
    /// <param name="Answers">Answers by question code.</param>
    public sealed record ProfileAnswers(
        Application Application,
        ProfileForm Form,
        string Phone,
        IReadOnlyDictionary<string, string> Answers,
        int Version,
        DateTime? SavedAt,
        bool Confirmed
    )
    {
        public IReadOnlyList<Question> Shown => Form.Shown(Answers);
        public IReadOnlyList<Question> Incomplete => Form.Incomplete(Answers);

        /// <summary>The first page with a question that is not answered; null when there is none.</summary>
        public ProfilePage? Next => Form.Pages.FirstOrDefault(page => Incomplete.Any(question => page.Codes.Contains(question.Code)));
    }

    /// <summary>Writes answers that the office asked for again, and confirms the profile with them for this application.</summary>
    internal static async Task WriteAsync(
        Work work,
        Actor actor,
        ChangeRequestQueries.RequestedApplication application,
        IReadOnlyDictionary<string, string> answers
    )
    {
        var row = new
        {
            application.Id,
            application.OrganisationId,
            By = actor.Id,
            work.Now,
        };
        if (
            answers.Count > 0
            && await work.ExecuteAsync(
                "update OrganisationProfile set Version = Version + 1, SavedAt = @Now, SavedBy = @By where OrganisationId = @OrganisationId",
                row
            ) == 0
        )
            await work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) values (@OrganisationId, 1, @Now, @By)",
                row
            );
        foreach (var (code, answer) in answers)
            await WriteAsync(work, application.OrganisationId, code, answer);
        await work.ExecuteAsync(
            "update Application set ProfileVersion = (select p.Version from OrganisationProfile p where p.OrganisationId = @OrganisationId) where Id = @Id",
            row
        );
    }

    internal static async Task WriteAsync(Work work, Guid organisation, string code, string answer)
    {
        var row = new
        {
            organisation,
            code,
            answer,
        };
        if (
            await work.ExecuteAsync(
                "update OrganisationProfileAnswer set Wording = @answer where OrganisationId = @organisation and Code = @code",
                row
            ) == 0
        )
            await work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, @code, @answer)",
                row
            );
    }

    public static async Task<ProfileAnswers> GetAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        var head = await work.FindAsync<ProfileHeader>(
            "select o.Phone, p.Version, p.SavedAt, a.ProfileVersion from Application a join Organisation o on o.Id = a.OrganisationId left join OrganisationProfile p on p.OrganisationId = o.Id where a.Id = @application",
            new { application }
        );
        return new(
            found,
            await OfficeSettings.ProfileOfAsync(work, found.OrganisationId),
            head.Phone,
            await AnswersAsync(work, found.OrganisationId),
            head.Version ?? 0,
            head.SavedAt,
            head.Version is not null && head.ProfileVersion == head.Version
        );
    }

    internal static async Task<IReadOnlyDictionary<string, string>> AnswersAsync(Work work, Guid organisation) =>
        (
            await work.QueryAsync<AnswerRow>(
                "select Code, Wording from OrganisationProfileAnswer where OrganisationId = @organisation",
                new { organisation }
            )
        ).ToDictionary(row => row.Code, row => row.Wording);

    private sealed record ProfileHeader
    {
        public required string Phone { get; init; }
        public int? Version { get; init; }
        public DateTime? SavedAt { get; init; }
        public int? ProfileVersion { get; init; }
    }

    private sealed record AnswerRow
    {
        public required string Code { get; init; }
        public required string Wording { get; init; }
    }
}
