namespace Commissioning.Web.Tests.Payments;

public sealed class PaymentRunWithoutPayingAccountTests(HostWithoutPayingAccount host) : IClassFixture<HostWithoutPayingAccount>
{
    [Fact]
    public async Task A_payment_run_without_an_account_to_pay_from_says_what_to_set()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var run = await way.BatchedAsync(await way.ApprovedAsync(1000));
        const string why =
            "Set Portal__OriginatingSortCode, Portal__OriginatingAccount and Portal__OriginatingName to the account that grants are paid from. Enter a sort code of six digits, such as 12-34-56";
        (await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Run(run))).AssertSays(why);
        Assert.Equal(why, (await way.TakeAsync(run)).FirstRefusal!.Sentence);
    }
}
