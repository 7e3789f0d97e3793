using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Testing;

/// <summary>A portal that knows its own address: passkeys are bound to a host name, and an IP address is not one.</summary>
public sealed class LocalhostHost : PortalHost
{
    // Bound before the portal is built, which must know the port, and handed to it, so that no other process takes it in between.
    private readonly Socket socket = Bound();

    private int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    protected override string Name => "localhost";
    protected override string[] Settings =>
        [$"--urls=http://127.0.0.1:{Port}", $"--Portal:BaseUrl=http://localhost:{Port}", "--Pdf:Chromium=/none"];

    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ => socket);

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
