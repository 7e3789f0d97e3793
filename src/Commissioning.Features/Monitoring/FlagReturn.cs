using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Keeps with a return, as it is sent, what its reviewer should look at. The board counts the same flags.</summary>
internal static class FlagReturn
{
    private const int LongestSentence = 1000;

    public static async Task RunAsync(Work work, ReturnReader.MonitoringReturn view)
    {
        var id = view.Return.Id;
        var flags = ReturnFlags.Of(view.Figures, Tolerance.Of(view.Return.Award, view.Policy), view.Confirmed, LondonTime.DateOf(work.Now));
        await work.ExecuteAsync("delete from ReturnFlag where ReturnId = @id", new { id });
        await work.ExecuteAsync(
            "insert into ReturnFlag (ReturnId, Position, Name, Sentence, Confirmed) values (@id, @Position, @Name, @Sentence, @Confirmed)",
            flags.Select(
                (flag, i) =>
                    new
                    {
                        id,
                        Position = i + 1,
                        flag.Name,
                        Sentence = flag.Sentence.Length <= LongestSentence ? flag.Sentence : flag.Sentence[..(LongestSentence - 1)] + "…",
                        flag.Confirmed,
                    }
            )
        );
    }
}
