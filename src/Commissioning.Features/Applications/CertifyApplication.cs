using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>A second person certifies an application, which sends it in the name of whoever finished it.</summary>
public sealed class CertifyApplication(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? certifiedName, bool agreed) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicationCertified,
            application,
            async work =>
            {
                var view = await CertificateQueries.GetMineAsync(work, actor, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (CertificateRules.WhyIncomplete(certifiedName, agreed) is [var missing, ..])
                    return missing;
                var asked = view.Latest!;
                await work.ExecuteOneAsync(
                    "update ApplicationCertificate set State = 'Certified', CertifiedName = @Name, AnsweredBy = @By, AnsweredAt = @Now where Id = @Id and State = 'Asked'",
                    new
                    {
                        asked.Id,
                        By = actor.Id,
                        work.Now,
                        Name = certifiedName!.Trim(),
                    }
                );
                return await SubmitApplication.SendAsync(
                    work,
                    office,
                    new(asked.AskedBy, asked.AskedByName),
                    view.Application,
                    asked.DeclaredName,
                    actor
                );
            }
        );
}
