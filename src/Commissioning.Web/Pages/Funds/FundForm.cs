namespace Commissioning.Web.Pages.Funds;

public sealed class FundForm
{
    public string? Name { get; set; }
    public string? Prefix { get; set; }
    public string? Reason { get; set; }
}
