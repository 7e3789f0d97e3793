using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The person who is asked to certify an application says what to change first.</summary>
public sealed class SendBackCertificate(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.CertificateSentBack,
            application,
            async work =>
            {
                var view = await CertificateQueries.GetMineAsync(work, actor, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (note?.Trim() is not { Length: > 0 and <= 1000 } said)
                    return new Refusal("Say what to change, in up to 1,000 characters", nameof(note));
                var asked = view.Latest!;
                await work.ExecuteOneAsync(
                    "update ApplicationCertificate set State = 'SentBack', Note = @said, AnsweredBy = @By, AnsweredAt = @Now where Id = @Id and State = 'Asked'",
                    new
                    {
                        asked.Id,
                        By = actor.Id,
                        work.Now,
                        said,
                    }
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.CertificateSentBack,
                    new(asked.AskedByName, asked.AskedByEmail),
                    new Dictionary<string, string> { ["by"] = actor.Name, ["note"] = said },
                    Links.Applications.AskToCertify(application)
                );
                return Result.Done;
            }
        );
}
