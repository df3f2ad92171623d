//! What a page requested since it opened, how much that weighed, and what the browser complained about.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use testing::eventually;

use crate::Page;
use crate::devtools::Event;
use crate::page::PATIENCE;

/// The document of a page, as the server sent it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its status.
    pub status: u16,
    /// Its headers, with names in small letters.
    pub headers: BTreeMap<String, String>,
    /// Its body.
    pub body: String,
}

impl Page {
    /// The document in the tab, as the server sent it. The network's report may come a moment after the page shows.
    ///
    /// # Errors
    /// When the browser does not have it, or no longer has it.
    pub async fn document(&self) -> Result<Document> {
        let response = eventually("the document of the page", PATIENCE, async || {
            let events = self.journal.since(self.visit());
            let response = documents(&events).last();
            let ended = |params: &Value| {
                events.iter().any(|event| event.method == "Network.loadingFinished" && id(&event.params) == id(params))
            };
            Ok(response.filter(|params| ended(params)).cloned())
        })
        .await?;
        let body = self.send("Network.getResponseBody", json!({ "requestId": response["requestId"] })).await?;
        let headers = response["response"]["headers"].as_object().context("headers")?;
        let headers = headers
            .iter()
            .map(|(name, value)| (name.to_lowercase(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let status = response["response"]["status"]
            .as_u64()
            .and_then(|status| u16::try_from(status).ok())
            .context("a status")?;
        Ok(Document { status, headers, body: body["body"].as_str().context("a text")?.to_owned() })
    }

    /// Waits until all that the page requested since it opened has arrived or failed. It ignores a form on its way, and
    /// the requests of an earlier page: nobody reports how those ended.
    ///
    /// # Errors
    /// When a request does neither in time.
    pub(crate) async fn settled(&self) -> Result<()> {
        let tree = self.send("Page.getFrameTree", json!({})).await?;
        let page = &tree["frameTree"]["frame"]["loaderId"];
        eventually("all that the page asked for", PATIENCE, async || {
            let events = self.journal.since(self.visit());
            let over = ["Network.loadingFinished", "Network.loadingFailed"];
            let over = |params: &Value| {
                events.iter().any(|event| over.contains(&event.method.as_str()) && id(&event.params) == id(params))
            };
            // What a page is told as it happens does not end by itself.
            let ends = |params: &Value| params["request"]["method"] != "POST" && params["type"] != "EventSource";
            let mut own = requests(&events).filter(|params| params["loaderId"] == *page && ends(params));
            Ok(own.all(over).then_some(()))
        })
        .await
    }

    /// Bytes that came over the network since the page opened, headers included, on a first visit. What applicants sent
    /// does not count.
    #[must_use]
    pub fn weight(&self) -> u64 {
        let beside = |address: &str| address.contains("/petugas/tiket/") && address.contains("/akun/");
        let applicants =
            |address: &str| address.contains("/gambar/") || address.contains("/dokumen/") || beside(address);
        self.parts().iter().filter(|(address, _)| !applicants(address)).map(|(_, bytes)| bytes).sum()
    }

    /// Address and weight in bytes of all that came over the network since the page opened.
    #[must_use]
    pub fn parts(&self) -> Vec<(String, u64)> {
        let events = self.journal.since(self.visit());
        let addresses: BTreeMap<&str, &str> =
            requests(&events).filter_map(|params| Some((id(params)?, params["request"]["url"].as_str()?))).collect();
        let finished = events.iter().filter(|event| event.method == "Network.loadingFinished");
        finished
            .filter_map(|event| {
                let address = addresses.get(id(&event.params)?).filter(|address| is_of_the_network(address))?;
                Some(((*address).to_owned(), event.params["encodedDataLength"].as_u64().unwrap_or_default()))
            })
            .collect()
    }

    /// Addresses outside the site that the tab ever requested.
    #[must_use]
    pub fn strangers(&self) -> Vec<String> {
        let events = self.journal.since(0);
        let own = format!("{}/", self.site());
        let strange = |address: &&str| is_of_the_network(address) && !address.starts_with(&own);
        requests(&events)
            .filter_map(|params| params["request"]["url"].as_str())
            .filter(strange)
            .map(str::to_owned)
            .collect()
    }

    /// What the browser complained about since the page opened: errors and warnings of script, broken policies, failed
    /// requests. An error status of the page itself is no complaint.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        let events = self.journal.since(self.visit());
        let documents: Vec<&str> = documents(&events).filter_map(|params| params["response"]["url"].as_str()).collect();
        events.iter().filter_map(|event| complaint(event, &documents)).collect()
    }
}

fn complaint(event: &Event, documents: &[&str]) -> Option<String> {
    let params = &event.params;
    match event.method.as_str() {
        "Runtime.exceptionThrown" => {
            let details = &params["exceptionDetails"];
            Some(
                details["exception"]["description"]
                    .as_str()
                    .or(details["text"].as_str())
                    .unwrap_or_default()
                    .to_owned(),
            )
        }
        "Runtime.consoleAPICalled" if ["error", "warning", "assert"].contains(&params["type"].as_str()?) => {
            Some(params["args"].to_string())
        }
        "Log.entryAdded" => {
            let entry = &params["entry"];
            let of_document =
                entry["source"] == "network" && documents.contains(&entry["url"].as_str().unwrap_or_default());
            let bad = ["error", "warning"].contains(&entry["level"].as_str()?) && !of_document;
            bad.then(|| {
                format!(
                    "{} ({})",
                    entry["text"].as_str().unwrap_or_default(),
                    entry["url"].as_str().unwrap_or_default()
                )
            })
        }
        _ => None,
    }
}

fn requests(events: &[Event]) -> impl Iterator<Item = &Value> {
    events.iter().filter(|event| event.method == "Network.requestWillBeSent").map(|event| &event.params)
}

/// Pages, whether the browser went there or a script requested them.
fn documents(events: &[Event]) -> impl Iterator<Item = &Value> {
    let pages = |params: &&Value| {
        params["type"] == "Document" || (params["type"] == "XHR" && params["response"]["mimeType"] == "text/html")
    };
    events.iter().filter(|event| event.method == "Network.responseReceived").map(|event| &event.params).filter(pages)
}

fn id(params: &Value) -> Option<&str> {
    params["requestId"].as_str()
}

/// Whether an address came over the network; a page makes some itself, such as a photograph's preview.
fn is_of_the_network(address: &str) -> bool {
    !["data:", "blob:", "about:"].iter().any(|scheme| address.starts_with(scheme))
}
