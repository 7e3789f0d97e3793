namespace Commissioning.Features.Casework;

/// <summary>Stored names of states as people read them, and the colours of their tags.</summary>
public static class ListWords
{
    /// <summary>NotStarted becomes Not started.</summary>
    public static string OfName(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    public static string YesOrNo(string value) => value is "1" or "True" ? "Yes" : "No";

    public static string Colour(string state) =>
        state switch
        {
            "Pass" or "Passed" or "Fund" or "Paid" or "Accepted" or "Sent" or "Confirmed" or "Approved" or "Green" or "Clean" => "green",
            "Condition" or "Amber" or "Requested" or "Prepared" or "Given" or "Asked" or "Overdue" => "yellow",
            "Fail" or "Failed" or "Red" or "Refused" or "Uncertain" or "Quarantined" or "Late" or "Returned" => "red",
            "InProgress" or "Submitted" or "Scheduled" or "Offered" or "Waiting" or "Claimed" => "blue",
            _ => "grey",
        };
}
