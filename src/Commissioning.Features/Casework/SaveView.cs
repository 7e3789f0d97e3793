using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Keeps a way of seeing a list under a name; the same name again replaces it.</summary>
public sealed class SaveView(Db db)
{
    public const int NameLimit = 60;
    public const int QueryLimit = 2000;
    public const int MostViews = 50;

    public sealed record Command(string List, string? Name, string Query);

    public Task<Result> RunAsync(Actor actor, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.ViewSaved,
            actor.Id,
            async work =>
            {
                if (string.IsNullOrWhiteSpace(command.Name))
                    return new Refusal("Give the view a name", nameof(Command.Name));
                if (TextLimit.WhyTooLong(command.Name, NameLimit, nameof(Command.Name)) is { } wide)
                    return wide;
                if (command.Query.Length > QueryLimit)
                    return new Refusal("This view asks for too much to keep. Choose fewer values.", nameof(Command.Name));
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    Person = actor.Id,
                    command.List,
                    Name = command.Name.Trim(),
                    command.Query,
                };
                work.Note($"{row.Name}: {row.List}?{row.Query}");
                if (
                    await work.ExecuteAsync(
                        "update SavedView set Query = @Query where PersonId = @Person and List = @List and Name = @Name",
                        row
                    ) > 0
                )
                    return Result.Done;
                if (
                    await work.ScalarAsync<int>("select count(*) from SavedView where PersonId = @Person and List = @List", row)
                    >= MostViews
                )
                    return new Refusal($"You keep {MostViews} views of this list. Remove one first.", nameof(Command.Name));
                await work.ExecuteAsync(
                    "insert into SavedView (Id, PersonId, List, Name, Query) values (@Id, @Person, @List, @Name, @Query)",
                    row
                );
                return Result.Done;
            }
        );
}
