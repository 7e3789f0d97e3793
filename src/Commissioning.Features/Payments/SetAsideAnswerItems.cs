using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A person sets items of the bank's file aside that are no payments of grants, and says why.</summary>
public sealed class SetAsideAnswerItems(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid answer, IReadOnlyCollection<Guid> chosen, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.BankAnswerItemsSetAside,
            answer,
            async work =>
            {
                var items = (await BankAnswers.ItemsAsync(work, answer)).Where(item => chosen.Contains(item.Id)).ToList();
                List<Refusal> wrong = [];
                if (items.Count == 0)
                    wrong.Add(new("Tick at least one item", nameof(chosen)));
                if (ReasonRules.WhyTooThin(reason, nameof(reason), 500) is { } thin)
                    wrong.Add(thin);
                if (wrong.Count == 0 && items.Select(WhyNotLeft).OfType<Refusal>().FirstOrDefault() is { } settled)
                    wrong.Add(settled);
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                foreach (var item in items)
                    await work.ExecuteOneAsync(
                        "update BankAnswerItem set State = 'SetAside', DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note where Id = @Id and State = 'Left'",
                        new
                        {
                            item.Id,
                            By = actor.Id,
                            work.Now,
                            Note = reason!.Trim(),
                        }
                    );
                work.Note($"Items {string.Join(", ", items.Select(item => item.Position))}: {reason!.Trim()}");
                return Result.Done;
            }
        );

    /// <summary>Null while an item waits for a person.</summary>
    internal static Refusal? WhyNotLeft(BankAnswers.Item item) =>
        item.State switch
        {
            AnswerItemState.Left => null,
            AnswerItemState.Waiting => new($"Item {item.Position}: apply the file first"),
            _ => new($"Item {item.Position} is settled already"),
        };
}
