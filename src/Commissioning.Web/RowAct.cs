namespace Commissioning.Web;

/// <summary>A button for one row of a list.</summary>
/// <param name="Words">What it says.</param>
/// <param name="Name">What it posts the row's id as.</param>
public sealed record RowAct(string Words, string Name);
