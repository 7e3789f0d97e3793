using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The applicant confirms for this application that the profile is still right.</summary>
public sealed class ConfirmProfile(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProfileConfirmed,
            application,
            async work =>
            {
                var view = await OrganisationProfiles.GetAsync(work, actor, application);
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
}
