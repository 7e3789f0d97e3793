using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>What was asked for again, with what is entered for it so far.</summary>
public sealed class ChangedParts(Db db)
{
    public sealed record AskedPart(ChangeRequestQueries.Request Request, ChangeRequestQueries.Part Part, ChangedApplication Changed);

    /// <summary>One part for the organisation's people; not found when it was not asked for.</summary>
    public Task<AskedPart> GetMineAsync(Actor actor, Guid application, RequestedPart name) =>
        db.ReadAsync(async work =>
        {
            var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
            return new AskedPart(request, SaveChangedPart.PartOf(request, name), await ChangedApplication.GetAsync(work, request));
        });

    /// <summary>What was entered for requests that were not answered, by request: for officers.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ApplicationComparison>> UnsentAsync(
        Work work,
        IReadOnlyList<ChangeRequestQueries.Request> requests
    )
    {
        var unsent = new Dictionary<Guid, ApplicationComparison>();
        foreach (var request in requests)
            if (await UnsentAsync(work, request) is { } entered)
                unsent[request.Id] = entered;
        return unsent;
    }

    // It is the applicant's own until its day has passed.
    private static async Task<ApplicationComparison?> UnsentAsync(Work work, ChangeRequestQueries.Request request)
    {
        if (request.AnsweredAt is not null || request.IsOpenAt(work.Now))
            return null;
        var sent = await SubmittedCopy.GetAsync(work, request.ApplicationId);
        var after = (await ChangedApplication.GetAsync(work, request)).CopyOf(request, sent.Copy, sent.Copy.Organisation);
        return ApplicationComparison.Of(sent.Copy, after) is { IsAny: true } entered ? entered : null;
    }

    /// <summary>What would change if the organisation sent it now.</summary>
    public Task<ApplicationComparison> PreviewAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
            var sent = await SubmittedCopy.GetAsync(work, application);
            var organisation = await SendChangedAnswers.OrganisationAsync(work, sent.Application.OrganisationId);
            return ApplicationComparison.Of(
                sent.Copy,
                (await ChangedApplication.GetAsync(work, request)).CopyOf(request, sent.Copy, organisation)
            );
        });
}
