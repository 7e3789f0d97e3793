using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The organisation saves a part that was asked for again, apart from the application, which changes only when all is
/// sent.</summary>
public sealed class SaveChangedPart(Db db)
{
    public const string SavedMeanwhile =
        "This part was saved in another window after you opened this page. What you typed is below and is not saved yet. Save again to keep it.";

    /// <param name="content">What was entered; null for documents, which are saved one by one.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, RequestedPart name, int version, ChangedContent? content) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangedPartSaved,
            application,
            async work =>
            {
                var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                if (request.WhyCannotAnswer(work.Now) is { } late)
                    return late;
                var part = PartOf(request, name);
                if (part.Version != version)
                    return new Refusal(SavedMeanwhile);
                if (WhyTooLong(content) is { } wide)
                    return wide;
                await WriteAsync(work, actor, request.Id, name, version, content);
                await RequestChanges.AddRevealedAsync(work, application);
                work.Note($"Asked for again: {ChangeRequestRules.Name(name)}");
                return Result.Done;
            }
        );

    internal static ChangeRequestQueries.Part PartOf(ChangeRequestQueries.Request request, RequestedPart name) =>
        request.Parts.FirstOrDefault(part => part.Name == name) ?? throw new NotFoundException("This part is not asked for");

    internal static Task WriteAsync(Work work, Actor actor, Guid request, RequestedPart part, int version, ChangedContent? content) =>
        work.ExecuteOneAsync(
            "update ChangeRequestPart set Entered = @Entered, SavedBy = @By, SavedAt = @Now, Version = Version + 1 where RequestId = @request and Part = @part and Version = @version",
            new
            {
                request,
                part,
                version,
                Entered = content?.ToJson(),
                By = actor.Id,
                work.Now,
            }
        );

    private static Refusal? WhyTooLong(ChangedContent? content) =>
        content switch
        {
            { Project: { } project } => SaveProject.WhyTooLong(project),
            { Budget: { } budget } => SaveBudget.WhyTooLong(budget.Lines),
            { Outcomes: { } outcomes } => SaveOutcomes.WhyTooLong(outcomes),
            { Profile: { } profile } => OrganisationProfile
                .Questions.Where(question => profile.ContainsKey(question.Code))
                .Select(question => AnswerRules.WhyNotStorable(question, profile[question.Code]))
                .FirstOrDefault(refusal => refusal is not null),
            _ => null,
        };
}
