using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Somebody who asks for pages and posts forms without reading them. Each comes from an address of their own, so that limits by
/// address do not count them together.</summary>
internal sealed partial class Walker(string name, Actor? person, IReadOnlyList<Role> roles, bool isOwner, int place) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private HttpClient client = null!;
    private string token = "";

    public string Name => name;
    public Actor Actor => person ?? Actor.Visitor;
    public IReadOnlyList<Role> Roles => roles;
    public bool IsSignedIn => person is not null;

    /// <summary>Whether the records of the walk may be theirs. Everyone else is a stranger to them.</summary>
    public bool IsOwner => isOwner;

    /// <summary>A new session, and a token that its forms accept.</summary>
    public async Task SignInAsync(PortalHost host)
    {
        client ??= new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = cookies,
                ConnectCallback = async (context, stopping) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(place + 1)]), 0));
                    await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, stopping);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = host.Address,
        };
        foreach (Cookie old in cookies.GetCookies(host.Address))
            old.Expired = true;
        if (person is not null)
            cookies.SetCookies(host.Address, await host.SessionCookieAsync(person));
        using var answer = await GetAsync(person is null ? Links.Accounts.SignIn : Links.Accounts.Sessions);
        token = Token().Match(await answer.Content.ReadAsStringAsync()).Groups["token"].Value;
        Assert.NotEqual("", token);
    }

    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>Posts a form in which nothing is filled in.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, string handler, bool withToken) =>
        client.PostAsync(
            new Uri(
                handler.Length == 0
                    ? address
                    : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}",
                UriKind.Relative
            ),
            new FormUrlEncodedContent(withToken ? [KeyValuePair.Create("__RequestVerificationToken", token)] : [])
        );

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();

    public void Dispose() => client.Dispose();
}
