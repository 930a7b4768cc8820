using PuppeteerSharp;

namespace LoadSharing.Tests;

/// <summary>A page in headless Chromium. All pages share one process; each has a session of its own.</summary>
internal sealed class ChromiumPage : IAsyncDisposable
{
    private static readonly int Timeout = (int)Eventually.Timeout.TotalMilliseconds;

    // Chromium has no sandbox for root, nor in most containers. It opens pages of the tests only.
    private static readonly Lazy<Task<IBrowser>> Browser = new(() => Puppeteer.LaunchAsync(
        new LaunchOptions { ExecutablePath = ChromiumConditionAttribute.Program, Args = ["--no-sandbox", "--disable-dev-shm-usage"], Timeout = Timeout }));

    private readonly IBrowserContext _context;
    private readonly IPage _page;

    private ChromiumPage(IBrowserContext context, IPage page) => (_context, _page) = (context, page);

    public static async Task<ChromiumPage> OpenAsync(Uri url)
    {
        var context = await (await Browser.Value).CreateBrowserContextAsync();
        var page = await context.NewPageAsync();
        page.DefaultTimeout = Timeout;
        await page.GoToAsync(url.ToString());
        return new ChromiumPage(context, page);
    }

    /// <summary>Ends the process, if a test has started it.</summary>
    public static async Task CloseBrowserAsync()
    {
        if (Browser.IsValueCreated)
        {
            await (await Browser.Value).DisposeAsync();
        }
    }

    /// <summary>The texts of the elements that a selector finds, one on a line.</summary>
    public Task<string> TextAsync(string selector) => _page.EvaluateFunctionAsync<string>(
        "selector => [...document.querySelectorAll(selector)].map(element => element.textContent).join('\\n')", selector);

    public Task ClickAsync(string selector) => _page.ClickAsync(selector);

    public Task TypeAsync(string selector, string text) => _page.TypeAsync(selector, text);

    /// <summary>Presses a key on the focused element.</summary>
    public Task PressAsync(string key) => _page.Keyboard.PressAsync(key);

    /// <summary>Gives the page the width of a phone.</summary>
    public Task ResizeToPhoneAsync() => _page.SetViewportAsync(new ViewPortOptions { Width = 390, Height = 844, IsMobile = true });

    public Task<T> EvaluateAsync<T>(string script) => _page.EvaluateExpressionAsync<T>(script);

    /// <summary>Waits until the elements that a selector finds have a text.</summary>
    public Task ShowsAsync(string selector, string text, CancellationToken cancellation) => Eventually.HoldsAsync(
        $"{selector} shows '{text}'",
        async () => await TextAsync(selector) is var shown && shown.Contains(text, StringComparison.Ordinal) ? null : $"it shows '{shown}'",
        cancellation);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
