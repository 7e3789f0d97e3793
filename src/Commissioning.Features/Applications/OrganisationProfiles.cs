using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>An organisation's profile: answered once, read with each application, and confirmed for each ("has this changed?").</summary>
public sealed class OrganisationProfiles(Db db)
{
    /// <param name="Answers">Answers by question code.</param>
    public sealed record ProfileAnswers(
        Application Application,
        string Kind,
        IReadOnlyDictionary<string, string> Answers,
        int Version,
        DateTime? SavedAt,
        bool Confirmed
    )
    {
        public IReadOnlyList<Question> Shown => OrganisationProfile.Shown(Kind, Answers);
        public IReadOnlyList<Question> Incomplete => OrganisationProfile.Incomplete(Kind, Answers);
    }

    public Task<ProfileAnswers> GetAsync(Actor actor, Guid application) => db.ReadAsync(work => GetAsync(work, actor, application));

    public Task<Result> SaveAsync(Actor actor, Guid application, int version, Question question, string answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProfileAnswered,
            application,
            async work =>
            {
                var view = await GetAsync(work, actor, application);
                if (view.Application.Status != ApplicationStatus.Draft)
                    return new Refusal("This application has been sent and cannot be changed");
                if (AnswerRules.WhyNotStorable(question, answer) is { } unfit)
                    return unfit;
                var row = new
                {
                    view.Application.OrganisationId,
                    version,
                    work.Now,
                    By = actor.Id,
                };
                var taken =
                    version > 0
                        ? await work.ExecuteAsync(
                            "update OrganisationProfile set Version = Version + 1, SavedAt = @Now, SavedBy = @By where OrganisationId = @OrganisationId and Version = @version",
                            row
                        )
                        : await work.ExecuteAsync(
                            "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) select @OrganisationId, 1, @Now, @By where not exists (select 1 from OrganisationProfile where OrganisationId = @OrganisationId)",
                            row
                        );
                if (taken == 0)
                    return new Refusal(
                        "A colleague changed your organisation's answers after you opened this page. What you typed is below and is not saved yet. Save it again to keep it."
                    );
                await WriteAsync(work, view.Application.OrganisationId, question.Code, answer);
                // The answers name trustees and signatories, whose names must not be in a trail that cannot be erased.
                var changed = (view.Answers.GetValueOrDefault(question.Code) ?? "") != answer;
                work.Note($"{view.Application.Organisation}: {question.Wording} {(changed ? "Answer changed." : "Nothing changed.")}");
                return Result.Done;
            }
        );

    /// <summary>Confirms that the profile is still right.</summary>
    public Task<Result> ConfirmAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProfileConfirmed,
            application,
            async work =>
            {
                var view = await GetAsync(work, actor, application);
                if (view.Application.Status != ApplicationStatus.Draft)
                    return new Refusal("This application has been sent and cannot be changed");
                if (view.Incomplete is [var question, ..])
                    return new Refusal($"Answer this first: {question.Wording}");
                await work.ExecuteOneAsync(
                    "update Application set ProfileVersion = @Version where Id = @application and Status = 'Draft'",
                    new { application, view.Version }
                );
                return Result.Done;
            }
        );

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

    private static async Task WriteAsync(Work work, Guid organisation, string code, string answer)
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

    internal static async Task<ProfileAnswers> GetAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        var head = await work.FindAsync<ProfileHeader>(
            "select o.Kind, p.Version, p.SavedAt, a.ProfileVersion from Application a join Organisation o on o.Id = a.OrganisationId left join OrganisationProfile p on p.OrganisationId = o.Id where a.Id = @application",
            new { application }
        );
        return new(
            found,
            head.Kind,
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
        public required string Kind { get; init; }
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
