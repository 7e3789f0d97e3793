namespace Commissioning.Web.Pages.Awards;

/// <summary>How many letters of a batch go and how many wait for their dates, before somebody sends them.</summary>
public static class SendingInWords
{
    public const string OnTheirWay = "The letters are on their way";

    /// <summary>Letters of an earlier day are dated today before they go.</summary>
    public const string Dating = "They get today's date first, and are sent as soon as they are ready.";

    public static string Waits(int held) =>
        held == 1
            ? "1 offer waits, because a project or return date is over before it can be accepted"
            : $"{held} offers wait, because project or return dates are over before they can be accepted";

    public static string Warning(int letters, int held) =>
        $"This sends {Letters(letters - held)}{(held == 0 ? "" : held == 1 ? ", and 1 offer waits" : $", and {held} offers wait")}. You cannot undo it.";

    public static string Button(int letters, int held) => held == 0 ? "Send all letters" : $"Send {Letters(letters - held)}";

    private static string Letters(int count) => count == 1 ? "1 letter" : $"{count} letters";
}
