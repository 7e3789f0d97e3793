using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Keeps words to write with, and changes them. What they said before stays on record.</summary>
public sealed class SaveMailingTemplate(Db db)
{
    public async Task<Result<Guid>> AddAsync(Actor actor, MailingAudience audience, string? name, string? subject, string? wording)
    {
        var template = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.MailingTemplateSaved,
            template,
            async work =>
            {
                if (await WhyNotAsync(work, audience, null, name, subject, wording) is { Count: > 0 } wrong)
                    return wrong.ToList();
                await work.ExecuteAsync(
                    "insert into MailingTemplate (Id, Audience, Name, Subject, Wording, Version, WrittenBy, WrittenAt) values (@template, @audience, @Name, @Subject, @Wording, 1, @By, @Now)",
                    new
                    {
                        template,
                        audience,
                        Name = name!.Trim(),
                        Subject = subject!.Trim(),
                        Wording = wording!.Trim().ReplaceLineEndings("\n"),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name.Trim()}, for {audience}");
                return Result.Made(template);
            }
        );
    }

    /// <param name="version">The version that the officer saw.</param>
    public Task<Result> ChangeAsync(Actor actor, Guid template, int version, string? name, string? subject, string? wording) =>
        db.ChangeAsync(
            actor,
            AuditAction.MailingTemplateChanged,
            template,
            async work =>
            {
                var before = await MailingTemplates.GetAsync(work, template);
                if (MailingRules.WhyNotChanged(before.ClosedAt is not null, version, before.Version) is { } late)
                    return late;
                if (await WhyNotAsync(work, before.Audience, template, name, subject, wording) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var after = new
                {
                    template,
                    Name = name!.Trim(),
                    Subject = subject!.Trim(),
                    Wording = wording!.Trim().ReplaceLineEndings("\n"),
                    By = actor.Id,
                    work.Now,
                    version,
                };
                var changes = new Changes()
                    .Add("Name", before.Name, after.Name)
                    .Add("Subject", before.Subject, after.Subject)
                    .Add("Text", before.Wording, after.Wording);
                if (changes.ToString().Length == 0)
                    return new Refusal("Nothing was changed", nameof(wording));
                await work.ExecuteAsync(
                    "insert into MailingTemplateVersion (TemplateId, Version, Name, Subject, Wording, WrittenBy, WrittenAt) select Id, Version, Name, Subject, Wording, WrittenBy, WrittenAt from MailingTemplate where Id = @template",
                    new { template }
                );
                await work.ExecuteOneAsync(
                    "update MailingTemplate set Name = @Name, Subject = @Subject, Wording = @Wording, WrittenBy = @By, WrittenAt = @Now, Version = Version + 1 where Id = @template and Version = @version",
                    after
                );
                work.Note(changes.ToString());
                return Result.Done;
            }
        );

    private static async Task<IReadOnlyList<Refusal>> WhyNotAsync(
        Work work,
        MailingAudience audience,
        Guid? template,
        string? name,
        string? subject,
        string? wording
    ) =>
        [
            .. MailingRules.WhyNotNamed(name, await MailingTemplates.IsTakenAsync(work, audience, name, template)) is { } unnamed
                ? [unnamed]
                : Array.Empty<Refusal>(),
            .. MailingRules.WhyWrong(audience, subject, wording),
        ];
}
