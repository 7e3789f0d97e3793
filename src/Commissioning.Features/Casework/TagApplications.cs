using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts a word on applications of a round, or takes it off.</summary>
public sealed class TagApplications(Db db)
{
    public sealed record Command(Guid Round, IReadOnlyList<Guid> Selected, string? Tag, bool Remove);

    /// <returns>The number of applications whose tags changed.</returns>
    public Task<Result<int>> RunAsync(Actor actor, Command command) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.ApplicationsTagged,
            command.Round,
            async work =>
            {
                if (command.Selected.Count == 0)
                    return new Refusal("Select at least one application", nameof(Command.Selected));
                if (TagRules.WhyNotATag(command.Tag, nameof(Command.Tag)) is { } wrong)
                    return wrong;
                var tag = command.Tag!.Trim();
                var changed = new List<string>();
                foreach (var application in command.Selected.Distinct())
                {
                    var row = new
                    {
                        application,
                        command.Round,
                        tag,
                    };
                    var reference = await work.ScalarAsync<string?>(
                        "select Reference from Application where Id = @application and RoundId = @Round and Number is not null",
                        row
                    );
                    if (reference is null)
                        throw new NotFoundException("An application of another round");
                    if (await work.ExecuteAsync(command.Remove ? RemoveSql : AddSql, row) > 0)
                        changed.Add(reference);
                }
                work.Note(
                    $"{(command.Remove ? "Removed" : "Added")} \"{tag}\": {(changed.Count == 0 ? "none" : string.Join(", ", changed))}"
                );
                return Result.Made(changed.Count);
            }
        );

    private const string AddSql = """
        insert into ApplicationTag (ApplicationId, Tag)
        select a.Id, @tag from Application a
        where  a.Id = @application and not exists (select 1 from ApplicationTag t where t.ApplicationId = a.Id and t.Tag = @tag)
        """;
    private const string RemoveSql = "delete from ApplicationTag where ApplicationId = @application and Tag = @tag";
}
